import type { Fault } from '@spanshop/shared/faults';
import type { GivenAnswer, Notes } from '../blind/index.ts';
import { agreementOf, isRight } from '../experiment/index.ts';

/** How one round was played. */
export interface Score {
  readonly fault: Fault;
  /** From the fault to the answer that is right in all; undefined where none was. */
  readonly foundAfterMs: number | undefined;
  /** What the best answer named. */
  readonly service: boolean;
  readonly operation: boolean;
  readonly kind: boolean;
  readonly answers: number;
  readonly hints: number;
  /** 0 to 100. */
  readonly points: number;
}

const worth = { service: 30, operation: 40, kind: 30 };
const cost = { hint: 10, wrongAnswer: 5 };

/** Scores a round: what the best answer named, less what hints and wrong answers cost. */
export function scoreOf(fault: Fault, { answers, hints }: Pick<Notes, 'answers' | 'hints'>): Score {
  const all = answers.map(answer => ({ answer, ...namedBy(answer, fault) }));
  const best = all.toSorted((a, b) => b.worth - a.worth)[0];
  const right = all.find(isRight);
  const wrong = all.filter(each => !isRight(each)).length;
  const points = (best?.worth ?? 0) - hints * cost.hint - wrong * cost.wrongAnswer;
  return {
    fault,
    foundAfterMs: right?.answer.afterMs,
    service: best?.service ?? false,
    operation: best?.operation ?? false,
    kind: best?.kind ?? false,
    answers: answers.length,
    hints,
    points: Math.max(points, 0),
  };
}

/** The kind counts with the service only: guessed by itself it is worth nothing. */
function namedBy(answer: GivenAnswer, { truth }: Fault) {
  const { service, operation, kind: sameKind } = agreementOf(answer, truth);
  const kind = service && sameKind;
  const sum = (service ? worth.service : 0) + (operation ? worth.operation : 0) + (kind ? worth.kind : 0);
  return { service, operation, kind, worth: sum };
}
