import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { spanFate } from './support/metrics.ts';
import { collectorIsEmpty, servicesAreQuiet } from './support/quiet.ts';
import { docker, inspectAll, memoryInUse, projectName, type Stack } from './support/stack.ts';
import { failures, medianMs, startTraffic } from './support/traffic.ts';

const loadMs = Number(process.env.SPANSHOP_LOAD_SECONDS ?? 300) * 1_000;
/** Five times the demo's. */
const ordersPerSecond = 5;
const lookEveryMs = 10_000;

export function registerLoad(stack: Stack): void {
  describe('load', () => {
    before(() => stack.up());
    test('when shoppers come for five minutes at five times the rate of the demo, then no container is killed for memory and all stay healthy', async t => {
      const since = Math.floor(Date.now() / 1_000);
      const before = inspectAll();
      const traffic = startTraffic(stack, ordersPerSecond);
      const unhealthy = new Set<string>();
      const peaks = new Map<string, number>();
      const endAt = Date.now() + loadMs;
      while (Date.now() < endAt) {
        await sleep(lookEveryMs);
        for (const [service, { State }] of inspectAll()) {
          if (service !== 'collector-queue' && State.Status !== 'running') unhealthy.add(`${service} ${State.Status}`);
          if (State.Health && State.Health.Status !== 'healthy') unhealthy.add(`${service} ${State.Health.Status}`);
        }
        for (const [service, used] of memoryInUse()) peaks.set(service, Math.max(peaks.get(service) ?? 0, used));
      }
      await traffic.stop();
      t.diagnostic(`${traffic.seen.length} requests, median ${medianMs(traffic.seen).toFixed(0)} ms`);
      t.diagnostic(`peaks in MiB: ${[...peaks].map(([service, used]) => `${service} ${used.toFixed(0)}`).join(', ')}`);
      const sum = [...memoryInUse().values()].reduce((total, used) => total + used, 0);
      t.diagnostic(`${sum.toFixed(0)} MiB in all at the end`);
      const killed = docker(
        ...['events', '--since', String(since), '--until', String(Math.ceil(Date.now() / 1_000))],
        ...['--filter', 'event=oom', '--filter', `label=com.docker.compose.project=${projectName}`],
        ...['--format', '{{.Actor.Attributes.name}}'],
      );
      assert.equal(killed, '');
      for (const [service, { State, RestartCount }] of inspectAll()) {
        assert.equal(State.OOMKilled, false, service);
        assert.equal(RestartCount, before.get(service)?.RestartCount, service);
      }
      assert.deepEqual([...unhealthy], []);
      // What was ordered is still being shipped for a while.
      await servicesAreQuiet(stack, 240_000);
      await collectorIsEmpty(stack);
      assert.deepEqual([...(await spanFate(stack)).lost], []);
      t.diagnostic(`${failures(traffic.seen).length} requests failed`);
    });
  });
}
