import { setTimeout as sleep } from 'node:timers/promises';
import { madeBy } from '@spanshop/local/metrics';
import { until } from '../../support/until.ts';
import { collectorCounts, spanFate } from './metrics.ts';
import type { Stack } from './stack.ts';

/** Longer than a batch waits in a service. */
const stillMs = 3_000;

/** Waits until services have handed on all their spans and make no more. */
export async function servicesAreQuiet(stack: Stack, timeoutMs = 60_000): Promise<void> {
  let before = -1;
  await until(
    'services without new spans',
    async () => {
      await sleep(stillMs);
      const fate = await spanFate(stack);
      const made = madeBy(fate);
      const still = fate.waiting === 0 && made === before;
      before = made;
      return still;
    },
    Boolean,
    timeoutMs,
  );
}

/** Waits until the Collector has handed on to both backends all that it was sent since it started. */
export async function collectorIsEmpty(stack: Stack, timeoutMs = 60_000): Promise<void> {
  await until(
    'a Collector that has handed on everything',
    async () => {
      await sleep(500);
      return collectorCounts(stack).catch(() => undefined);
    },
    counts => counts !== undefined && counts.sentToJaeger >= counts.accepted && counts.sentToZipkin >= counts.accepted,
    timeoutMs,
  );
}
