import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { trace } from '@opentelemetry/api';
import { clearSpans } from '@spanshop/shared/testing';
import { shareContext } from '../../src/faults/wrong-parent/share-context.ts';

beforeEach(clearSpans);

const tracer = trace.getTracer('test');

/** Below which span each order was marked as shipped, when the second is claimed before the first is done. */
async function parentsOfShipped(percent: number): Promise<Record<string, string | undefined>> {
  const parents: Record<string, string | undefined> = {};
  const shared = shareContext({
    claim: async () => 'shipping',
    async markShipped(orderId) {
      parents[orderId] = trace.getActiveSpan()?.spanContext().spanId;
    },
  });
  const claimed = Promise.withResolvers<void>();
  const ship = (orderId: string, meanwhile: () => Promise<void>) =>
    tracer.startActiveSpan(orderId, async span => {
      assert.equal(await shared.claim(orderId), 'shipping');
      await meanwhile();
      await shared.markShipped(percent)(orderId);
      span.end();
      return span.spanContext().spanId;
    });
  const first = ship('first', () => claimed.promise);
  const second = ship('second', async () => claimed.resolve());
  const names = { [await first]: 'first', [await second]: 'second' };
  return Object.fromEntries(Object.entries(parents).map(([orderId, spanId]) => [orderId, names[spanId ?? '']]));
}

test('when two messages are worked on at once, then both calls hang below the one that was claimed last', async () => {
  assert.deepEqual(await parentsOfShipped(100), { first: 'second', second: 'second' });
});

test('when none of the calls is hit, then each hangs below its own message', async () => {
  assert.deepEqual(await parentsOfShipped(0), { first: 'first', second: 'second' });
});
