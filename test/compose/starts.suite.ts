import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Trace } from '@spanshop/analysis/model';
import { isWhole } from '@spanshop/local/traces';
import { assertSamePath, pathSteps } from '../support/path-steps.ts';
import { checkOut, checkoutBody } from '../support/requests.ts';
import { until } from '../support/until.ts';
import {
  dependenciesInJaeger,
  dependenciesInZipkin,
  type Edge,
  traceInJaeger,
  traceInZipkin,
  traceOfJaegerPage,
} from './support/backends.ts';
import { inspectAll, memoryInUse, type Stack, traced } from './support/stack.ts';

const mostContainers = 12;
const mostMemoryBytes = 2.6e9;
const traceWithinMs = 15_000;

/** The first of all: the stack is down before it. */
export function registerStarting(stack: Stack): void {
  describe('docker compose up --wait', () => {
    test('when it returns, then everything is healthy, within its limits of containers and memory', async t => {
      const startedAt = performance.now();
      await stack.up();
      const tookMs = performance.now() - startedAt;
      const containers = [...inspectAll()];
      const limits = containers.reduce((sum, [, { HostConfig }]) => sum + HostConfig.Memory, 0);
      t.diagnostic(
        `healthy after ${(tookMs / 1_000).toFixed(1)} s, ${containers.length} containers, limits ${(limits / 1e6).toFixed(0)} MB`,
      );
      for (const [service, { State }] of containers) {
        if (service === 'collector-queue') assert.equal(`${State.Status} ${State.ExitCode}`, 'exited 0');
        else assert.equal(State.Status, 'running', service);
        if (State.Health) assert.equal(State.Health.Status, 'healthy', service);
      }
      assert.ok(containers.length <= mostContainers);
      assert.ok(containers.every(([, { HostConfig }]) => HostConfig.Memory > 0));
      assert.ok(limits <= mostMemoryBytes);
    });

    let shipped: Trace | undefined;

    test('when an order is placed then, then its whole trace is in Jaeger and, span by span, in Zipkin', async t => {
      const startedAt = performance.now();
      const answer = await checkOut(stack.urls.gateway, checkoutBody());
      assert.equal(answer.status, 201);
      const traceId = String(answer.headers['traceresponse']).split('-')[1] ?? '';
      const trace = await until(
        'the whole trace in Jaeger',
        () => traceInJaeger(stack, traceId),
        found => found !== undefined && isWhole(found),
        traceWithinMs,
      );
      const ids = trace?.spans.map(({ spanId }) => spanId).sort();
      const inZipkin = await until(
        'the same spans in Zipkin',
        () => traceInZipkin(stack, traceId),
        found => found?.spans.length === ids?.length,
        traceWithinMs,
      );
      t.diagnostic(
        `${ids?.length} spans in both ${((performance.now() - startedAt) / 1_000).toFixed(1)} s after the order`,
      );
      assert.deepEqual(inZipkin?.spans.map(({ spanId }) => spanId).sort(), ids);
      assert.deepEqual([...new Set(inZipkin?.spans.map(({ service }) => service))].sort(), [...traced].sort());
      shipped = trace;
    });

    test('when that trace is read from the JSON of Jaeger’s pages and of Zipkin, then its critical path is the same', async t => {
      assert.ok(shipped);
      const expected = pathSteps(shipped);
      for (const read of [traceOfJaegerPage, traceInZipkin]) {
        const trace = await read(stack, shipped.traceId);
        assert.ok(trace);
        assertSamePath(pathSteps(trace), expected);
      }
      t.diagnostic(`${expected.length} steps`);
    });

    test('when both dependency graphs are read, then they show every instrumented service', async () => {
      const servicesIn = (edges: readonly Edge[]) =>
        [...new Set(edges.flatMap(({ parent, child }) => [parent, child]))].filter(name => isTraced(name)).sort();
      assert.deepEqual(servicesIn(await dependenciesInJaeger(stack)), [...traced].sort());
      assert.deepEqual(servicesIn(await dependenciesInZipkin(stack)), [...traced].sort());
    });

    test('when nobody has bought for a while, then memory in use is far from the limits', t => {
      const inUse = [...memoryInUse()].sort(([, a], [, b]) => b - a);
      t.diagnostic(inUse.map(([service, mebibytes]) => `${service} ${mebibytes.toFixed(0)}`).join(', '));
      const sum = inUse.reduce((total, [, mebibytes]) => total + mebibytes, 0);
      t.diagnostic(`${sum.toFixed(0)} MiB in all at rest`);
      assert.ok(sum * 1_048_576 < mostMemoryBytes * 0.6);
    });
  });
}

function isTraced(name: string): boolean {
  return (traced as readonly string[]).includes(name);
}
