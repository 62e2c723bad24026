import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkOut, checkoutBody } from '../support/requests.ts';
import { until } from '../support/until.ts';
import { heldByJaeger } from './support/backends.ts';
import { spanFate } from './support/metrics.ts';
import { collectorIsEmpty, servicesAreQuiet } from './support/quiet.ts';
import type { Stack } from './support/stack.ts';
import { failures, startTraffic } from './support/traffic.ts';

export function registerFullQueue(stack: Stack): void {
  describe('a queue that is too small', () => {
    before(() => stack.up());
    test('when spans do not fit the queue while the Collector is away, then services say how many they dropped, and the rest arrives', async t => {
      await stack.up({ environment: { OTEL_BSP_MAX_QUEUE_SIZE: '100', OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '50' } });
      await servicesAreQuiet(stack);
      await collectorIsEmpty(stack);
      const heldBefore = await heldByJaeger(stack);
      await stack.run('kill', '--signal', 'SIGKILL', 'collector');
      const traffic = startTraffic(stack, 2);
      await sleep(15_000);
      await stack.run('start', 'collector');
      await traffic.stop();
      await servicesAreQuiet(stack);
      // With the next span that there is room for, its service says how many there was none for.
      assert.equal((await checkOut(stack.urls.gateway, checkoutBody())).status, 201);
      await servicesAreQuiet(stack);

      const { exported, lost } = await spanFate(stack);
      t.diagnostic(`${exported} spans arrived, given up ${JSON.stringify([...lost])}`);
      assert.ok((lost.get('queue_full') ?? 0) > 0);
      assert.deepEqual(failures(traffic.seen), []);
      const logs = await stack.run('logs', '--no-color', 'orders');
      assert.match(logs, /Dropped \d+ spans because maxQueueSize reached/);
      const held = await until(
        'the spans in Jaeger',
        () => heldByJaeger(stack),
        ({ spans }) => spans >= heldBefore.spans + exported,
        30_000,
      );
      assert.equal(held.spans - heldBefore.spans, exported);
    });
  });
}
