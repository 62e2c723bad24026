import assert from 'node:assert/strict';
import { traceId } from './pass-on.ts';
import type { Relayed } from './traced-relay.ts';

/** That the received trace went on, with the one CLIENT span as parent. */
export function assertContinued({ status, headers, clientSpans }: Relayed, flags: string): void {
  const [span, ...others] = clientSpans;
  assert.equal(status, 200);
  assert.deepEqual(others, []);
  assert.equal(headers['traceparent'], `00-${traceId}-${span?.spanContext().spanId}-${flags}`);
}

/** That a trace of its own began, whose id is all random. */
export function assertNewTrace({ status, headers }: Relayed): void {
  assert.equal(status, 200);
  assert.match(headers['traceparent'] ?? '', /^00-(?!0af76519)[0-9a-f]{32}-[0-9a-f]{16}-03$/);
  assert.equal(headers['tracestate'], undefined);
}
