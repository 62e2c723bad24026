import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findTraces } from '../src/query/search.ts';
import { createSpanStore } from '../src/store/span-store.ts';
import type { IncomingSpan } from '../src/store/types.ts';

const nothing = new Uint8Array();
const everything = {
  serviceName: '',
  operationName: '',
  startMinUnixNano: 0n,
  startMaxUnixNano: 10n,
  durationMinNano: 0n,
  durationMaxNano: 0n,
  attributes: [],
  limit: 100,
};

function spanOf(traceId: string): IncomingSpan {
  const origin = {
    serviceName: 'orders',
    resource: nothing,
    resourceSchemaUrl: '',
    scope: nothing,
    scopeSchemaUrl: '',
  };
  const times = { startUnixNano: 1n, endUnixNano: 2n };
  return { traceId, spanId: '01', name: 'POST', kind: 2, ...times, origin, bytes: nothing, chargedBytes: 1 };
}

test('when traces are evicted while a reader takes its time, then its search does not keep them', async () => {
  const store = createSpanStore({ maxSpans: 4, maxBytes: 1_000 });
  for (const traceId of ['a', 'b', 'c', 'd']) store.add(spanOf(traceId));
  const found = findTraces(store, everything);
  assert.equal((await found.next()).value?.traceId, 'd');
  for (const traceId of ['e', 'f']) store.add(spanOf(traceId));
  assert.equal((await found.next()).value?.traceId, 'c');
  assert.equal((await found.next()).done, true);
});
