import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../support/until.ts';
import { type Held, heldByJaeger, heldByZipkin } from './support/backends.ts';
import { collectorCounts, spanFate } from './support/metrics.ts';
import { collectorIsEmpty, servicesAreQuiet } from './support/quiet.ts';
import type { Stack } from './support/stack.ts';
import { failures, medianMs, type Seen, startTraffic } from './support/traffic.ts';

const outageMs = 30_000;
const calmMs = 12_000;
const ordersPerSecond = 1;
const settledWithinMs = 60_000;

export function registerOutages(stack: Stack): void {
  describe('outages of the backends', () => {
    before(() => stack.up());
    test('when Jaeger and Zipkin are stopped for 30 s, then no request notices and every span made after the stop arrives', async t => {
      await servicesAreQuiet(stack);
      await collectorIsEmpty(stack);
      const traffic = startTraffic(stack, ordersPerSecond);
      const control = startControl(stack);
      await sleep(calmMs);
      await stack.run('stop', 'jaeger', 'zipkin');
      const stoppedAt = Date.now();
      // Nothing can be handed on from here to the start: what was handed on before is lost with the backends' memory.
      const atStop = await collectorCounts(stack);
      await sleep(outageMs);
      const startedAt = Date.now();
      await stack.run('up', '--detach', '--wait', '--no-deps', 'jaeger', 'zipkin');
      await traffic.stop();
      await servicesAreQuiet(stack);
      await collectorIsEmpty(stack);

      const { lost } = await spanFate(stack);
      assert.deepEqual([...lost], []);
      const atEnd = await collectorCounts(stack);
      const expected = {
        jaeger: atEnd.accepted - atStop.sentToJaeger,
        zipkin: atEnd.accepted - atStop.sentToZipkin,
      };
      const jaeger = await until(
        'the spans in Jaeger',
        () => heldByJaeger(stack),
        holds(expected.jaeger),
        settledWithinMs,
      );
      const zipkin = await until(
        'the spans in Zipkin',
        () => heldByZipkin(stack),
        holds(expected.zipkin),
        settledWithinMs,
      );
      t.diagnostic(`Jaeger ${told(jaeger, expected.jaeger)}; Zipkin ${told(zipkin, expected.zipkin)}`);
      assert.deepEqual([jaeger.spans, zipkin.spans], [expected.jaeger, expected.zipkin]);

      control.stop();
      const isBefore = ({ atMs }: Timed) => atMs < stoppedAt - 2_000;
      const isDuring = ({ atMs }: Timed) => atMs >= stoppedAt && atMs < startedAt;
      const [before, during] = [traffic.seen.filter(isBefore), traffic.seen.filter(isDuring)];
      const machine = medianMs(control.seen.filter(isDuring)) / medianMs(control.seen.filter(isBefore));
      t.diagnostic(
        `median of a request ${medianMs(before).toFixed(0)} ms before, ${medianMs(during).toFixed(0)} ms during; the machine itself took ${machine.toFixed(1)} times as long`,
      );
      assert.deepEqual(failures(traffic.seen), []);
      assert.ok(medianMs(during) < Math.max(2, machine) * medianMs(before) + 50);
    });

    test('when Jaeger and Zipkin are paused for 30 s, then nothing at all is lost', async t => {
      await servicesAreQuiet(stack);
      await collectorIsEmpty(stack);
      const before = {
        exported: (await spanFate(stack)).exported,
        jaeger: await heldByJaeger(stack),
        zipkin: await heldByZipkin(stack),
      };
      const traffic = startTraffic(stack, ordersPerSecond);
      await sleep(3_000);
      await stack.run('pause', 'jaeger', 'zipkin');
      await sleep(outageMs);
      await stack.run('unpause', 'jaeger', 'zipkin');
      await traffic.stop();
      await servicesAreQuiet(stack);

      const { exported, lost } = await spanFate(stack);
      assert.deepEqual([...lost], []);
      const made = exported - before.exported;
      const [inJaeger, inZipkin] = [before.jaeger.spans + made, before.zipkin.spans + made];
      const jaeger = await until('the spans in Jaeger', () => heldByJaeger(stack), holds(inJaeger), settledWithinMs);
      const zipkin = await until('the spans in Zipkin', () => heldByZipkin(stack), holds(inZipkin), settledWithinMs);
      t.diagnostic(`Jaeger ${told(jaeger, inJaeger)}; Zipkin ${told(zipkin, inZipkin)}`);
      assert.deepEqual([jaeger.spans, zipkin.spans], [inJaeger, inZipkin]);
    });
  });
}

type Timed = Pick<Seen, 'atMs' | 'tookMs'>;

/** How fast the console answers, which has no part in any of this: what slows it down is the machine. */
function startControl({ urls }: Stack): { seen: Timed[]; stop(): void } {
  const seen: Timed[] = [];
  const timer = setInterval(async () => {
    const [atMs, startedAt] = [Date.now(), performance.now()];
    const answer = await fetch(`${urls.console}/healthz`).catch(() => undefined);
    await answer?.body?.cancel();
    seen.push({ atMs, tookMs: performance.now() - startedAt });
  }, 250);
  return { seen, stop: () => clearInterval(timer) };
}

function holds(expected: number): (held: Held) => boolean {
  return ({ spans }) => spans >= expected;
}

function told({ spans, duplicates }: Held, expected: number): string {
  return `${spans} of ${expected} spans, ${duplicates} twice`;
}
