import { SentenceError } from '@spanshop/shared/errors';
import { watchInterruption } from '@spanshop/terminal';
import { help, readArguments } from './arguments.ts';
import { record } from './record.ts';
import { type ScoredCase, score } from './score.ts';
import { summaryOf } from './text.ts';

/** `npm run bench -- diagnosis`: records faults and controls in a shop that runs, and says how often they are named. */
export async function run(given: readonly string[]): Promise<void> {
  const wanted = readArguments(given);
  if (wanted.help) {
    console.log(help);
    return;
  }
  const interruption = watchInterruption();
  if (wanted.records) await record(wanted, interruption, line => console.log(line));
  if (!wanted.scores) return;
  const cases: ScoredCase[] = [];
  for await (const one of score(wanted.folder)) {
    cases.push(one);
    if (interruption.signal.aborted) throw new SentenceError('interrupted', { exitCode: 130 });
  }
  const { text, missed } = summaryOf(cases);
  console.log(text);
  if (wanted.strict && missed.length > 0) throw new SentenceError(`bars are missed: ${missed.join('; ')}`);
}
