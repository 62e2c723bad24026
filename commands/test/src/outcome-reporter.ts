import type { TestEvent } from 'node:test/reporters';

/** One line of JSON per thing that the summary needs; node writes them to a file beside what it shows. */
export type OutcomeLine =
  | { kind: 'skipped'; name: string; file: string; why: string }
  | { kind: 'failed'; name: string; file: string }
  | { kind: 'totals'; passed: number; failed: number; skipped: number }
  | ({ kind: 'coverage' } & FileCoverage);

/** Of a file that was loaded. */
export interface FileCoverage {
  file: string;
  lineCount: number;
  /** Numbers of the lines that nothing reached. */
  unreached: readonly number[];
}

/** A reporter of node's test runner: totals, what was skipped and why, what failed. */
export default async function* outcomeReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    for (const line of outcomesOf(event)) yield `${JSON.stringify(line)}\n`;
  }
}

function outcomesOf(event: TestEvent): OutcomeLine[] {
  if (event.type === 'test:coverage') return event.data.summary.files.map(coverageOf);
  const outcome = outcomeOf(event);
  return outcome ? [outcome] : [];
}

type CoveredFile = Extract<TestEvent, { type: 'test:coverage' }>['data']['summary']['files'][number];

function coverageOf({ path, totalLineCount, lines }: CoveredFile): OutcomeLine {
  const unreached = lines.filter(({ count }) => count === 0).map(({ line }) => line);
  return { kind: 'coverage', file: path, lineCount: totalLineCount, unreached };
}

function outcomeOf(event: TestEvent): OutcomeLine | undefined {
  if (event.type === 'test:summary' && event.data.file === undefined) {
    const { tests, passed, skipped, todo } = event.data.counts;
    return { kind: 'totals', passed, failed: tests - passed - skipped - todo, skipped: skipped + todo };
  }
  if (event.type !== 'test:pass' && event.type !== 'test:fail') return undefined;
  const { name, file = '', skip, todo, details } = event.data;
  if (skip || todo) return { kind: 'skipped', name, file, why: reasonOf(skip) ?? reasonOf(todo) ?? 'no reason given' };
  if (event.type === 'test:fail' && details.type !== 'suite') return { kind: 'failed', name, file };
  return undefined;
}

function reasonOf(mark: string | boolean | undefined): string | undefined {
  return typeof mark === 'string' && mark !== '' ? mark : undefined;
}
