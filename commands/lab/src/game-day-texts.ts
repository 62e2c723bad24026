import type { Score } from '@spanshop/labs/game-day';
import { counted, textTable } from '@spanshop/terminal';
import { clock } from './clock.ts';

export function roundText(index: number, of: number, lastsMs: number): string {
  return `Round ${index} of ${of}: something is wrong since ${new Date().toISOString()}; you have ${clock(lastsMs)}.`;
}

/** What it was is told at the end of a round only. */
export function roundOverText({ fault, foundAfterMs, points }: Score): string {
  const how = foundAfterMs === undefined ? 'Not found' : `Found after ${clock(foundAfterMs)}`;
  return `  ${how}: it was ${fault.name}. ${counted(points, 'point')}. Everything is as it should be, for a while.`;
}

/** The sheet that two people compare: it says what was played as well as how. */
export function scoreSheet(
  { seed, minutes, rounds }: { seed: number; minutes: number; rounds: number },
  scores: readonly Score[],
): string {
  const yes = (is: boolean) => (is ? 'yes' : 'no');
  const rows = scores.map(({ fault, service, operation, kind, foundAfterMs, answers, hints, points }) => [
    fault.name,
    yes(service),
    yes(operation),
    yes(kind),
    foundAfterMs === undefined ? '-' : clock(foundAfterMs),
    String(answers),
    String(hints),
    String(points),
  ]);
  const head = ['fault', 'service', 'operation', 'kind', 'found after', 'answers', 'hints', 'points'];
  const points = scores.reduce((sum, score) => sum + score.points, 0);
  const found = scores.filter(({ foundAfterMs }) => foundAfterMs !== undefined);
  const took = found.reduce((sum, { foundAfterMs = 0 }) => sum + foundAfterMs, 0);
  const ended =
    scores.length < rounds ? [`Interrupted after ${counted(scores.length, 'round')}: the sheet is partial.`] : [];
  return [
    `Score sheet: seed ${seed}, ${minutes} min, ${counted(rounds, 'round')}`,
    textTable([head, ...rows], column => column > 3),
    `${points} of ${rounds * 100} points; found ${found.length} of ${rounds}, in ${clock(took)} together.`,
    ...ended,
  ].join('\n');
}
