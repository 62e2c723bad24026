import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { isWhole } from '@spanshop/local/traces';
import { checkOut, checkoutBody } from '../support/requests.ts';
import { until } from '../support/until.ts';
import { traceInJaeger, traceInZipkin } from './support/backends.ts';
import { inspectAll, type Stack } from './support/stack.ts';

export function registerDirect(stack: Stack): void {
  describe('the direct way', () => {
    before(() => stack.up());
    test('when services export straight to Jaeger and Zipkin, then the whole trace is in both, and there is no Collector', async () => {
      await stack.run('rm', '--stop', '--force', 'collector', 'collector-queue');
      await stack.up({ direct: true });
      assert.equal(inspectAll().has('collector'), false);
      const answer = await checkOut(stack.urls.gateway, checkoutBody());
      const traceId = String(answer.headers['traceresponse']).split('-')[1] ?? '';
      const trace = await until(
        'the whole trace in Jaeger',
        () => traceInJaeger(stack, traceId),
        found => found !== undefined && isWhole(found),
        20_000,
      );
      const ids = trace?.spans.map(({ spanId }) => spanId).sort();
      const zipkin = await until(
        'the same spans in Zipkin',
        () => traceInZipkin(stack, traceId),
        found => found?.spans.length === ids?.length,
      );
      assert.deepEqual(zipkin?.spans.map(({ spanId }) => spanId).sort(), ids);
    });
  });
}
