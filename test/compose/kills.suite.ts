import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { auditTrace, type DefectClass, type KnownKill } from '@spanshop/analysis/integrity';
import { unixMsOf } from '@spanshop/analysis/model';
import { createPool, type Database } from '@spanshop/shared/database';
import { silentLogger } from '@spanshop/shared/testing';
import { assertInvariants } from '../support/audit.ts';
import { until } from '../support/until.ts';
import { heldByJaeger, jaegerTraces } from './support/backends.ts';
import { spanFate } from './support/metrics.ts';
import { collectorIsEmpty, servicesAreQuiet } from './support/quiet.ts';
import { containerOf, docker, inspectAll, ours, type Stack } from './support/stack.ts';
import { startTraffic } from './support/traffic.ts';

export function registerKills(stack: Stack): void {
  describe('killed processes', () => {
    let auditor: Database;
    before(async () => {
      await stack.up();
      auditor = createPool({ url: stack.auditorUrl, size: 2, logger: silentLogger() });
    });
    after(() => auditor.end());

    test('when the Collector is killed and started again, then services lose nothing that fits their queue', async t => {
      await servicesAreQuiet(stack);
      await collectorIsEmpty(stack);
      const [fateBefore, heldBefore] = [await spanFate(stack), await heldByJaeger(stack)];
      const traffic = startTraffic(stack, 2);
      await sleep(4_000);
      await stack.run('kill', '--signal', 'SIGKILL', 'collector');
      await sleep(20_000);
      await stack.run('start', 'collector');
      await sleep(4_000);
      await traffic.stop();
      await servicesAreQuiet(stack);

      const fate = await spanFate(stack);
      const made = fate.exported - fateBefore.exported;
      t.diagnostic(`${made} spans, given up ${JSON.stringify([...fate.lost])}`);
      assert.deepEqual([...fate.lost], []);
      const held = await until(
        'the spans in Jaeger',
        () => heldByJaeger(stack),
        ({ spans }) => spans >= heldBefore.spans + made,
        30_000,
      );
      assert.equal(held.spans - heldBefore.spans, made);
    });

    test('when every service is killed once under traffic, then each comes back, all invariants hold, and spans are missing only for the kills', async t => {
      await servicesAreQuiet(stack);
      const startedAt = Date.now();
      const traffic = startTraffic(stack, 2);
      const kills: KnownKill[] = [];
      for (const service of ours) {
        await sleep(2_000);
        const restarts = restartsOf(service);
        const askedAtUnixMs = Date.now();
        killEverythingIn(service);
        const atUnixMs = Date.now();
        // It was killed some time in between, which a busy machine draws out.
        kills.push({ service, atUnixMs, lossWindowMs: atUnixMs - askedAtUnixMs + batchWaitsMs });
        await until(
          `${service} started again`,
          () => restartsOf(service),
          count => count > restarts,
          20_000,
        );
        await until(
          `${service} healthy`,
          () => inspectAll().get(service)?.State.Health?.Status,
          status => status === 'healthy',
          60_000,
        );
      }
      await sleep(5_000);
      await traffic.stop();
      await assertInvariants({ auditor });
      await servicesAreQuiet(stack);
      await collectorIsEmpty(stack);

      const defects = new Map<string, number>();
      const unexplained: string[] = [];
      for await (const trace of jaegerTraces(stack)) {
        if (unixMsOf(trace, trace.spans[0]?.startNano ?? 0) < startedAt) continue;
        for (const { class: kind, sentence } of auditTrace(trace, { entryServices: ['gateway'], kills })) {
          defects.set(kind, (defects.get(kind) ?? 0) + 1);
          if (ofShape.has(kind)) unexplained.push(`${trace.traceId}: ${sentence}`);
        }
      }
      t.diagnostic(`${traffic.seen.length} requests; defects ${JSON.stringify([...defects])}`);
      assert.deepEqual(unexplained, []);
    });
  });
}

/** How long a span that has ended may have waited in its process: for its batch, and for the Collector to take the one before. */
const batchWaitsMs = 5_000;

/** What a lost span does to a trace's shape. Times are another matter: work whose caller was killed may well outlive the trace. */
const ofShape: ReadonlySet<DefectClass> = new Set([
  'orphan',
  'unended-span',
  'no-root',
  'several-roots',
  'duplicate-span-id',
  'cycle',
]);

function restartsOf(service: string): number {
  return inspectAll().get(service)?.RestartCount ?? 0;
}

/**
 * As a crash would: `docker kill` counts as the user's wish, after which Docker starts nothing again. The container's own
 * init is beyond the reach of a signal from inside and ends with its child.
 */
function killEverythingIn(service: string): void {
  try {
    docker('exec', containerOf(service), 'bash', '-c', 'kill -9 -1');
  } catch {
    // The shell was killed too.
  }
}
