import { Readable } from 'node:stream';
import { spec, type TestEvent } from 'node:test/reporters';

/** Node's own reporter without its table of coverage, of which each group of tests would print one. */
export default async function* screenReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  yield* Readable.from(withoutCoverage(events)).pipe(new spec());
}

async function* withoutCoverage(events: AsyncIterable<TestEvent>): AsyncGenerator<TestEvent> {
  for await (const event of events) if (event.type !== 'test:coverage') yield event;
}
