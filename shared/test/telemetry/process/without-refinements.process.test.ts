import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { refinements } from '../../../src/telemetry/refinements/index.ts';
import { received, startTraceStore } from '../../support/receivers.ts';
import { startTracedService } from '../../support/traced-service/start.ts';

const store = await startTraceStore();
after(store.close);

const preload = new URL('../../support/without-refinements.ts', import.meta.url).href;

for (const left of ['all', ...Object.keys(refinements)]) {
  test(`when telemetry runs without ${left === 'all' ? 'any refinement' : left}, then a trace over two hops is whole`, async () => {
    const service = `without-${left}`;
    const traced = await startTracedService({
      NODE_OPTIONS: `--import=${preload}`,
      WITHOUT_REFINEMENTS: left,
      OTEL_EXPORTER_OTLP_ENDPOINT: store.endpoint,
      OTEL_SERVICE_NAME: service,
    });
    const answer = await fetch(`${traced.url}/relay`);
    assert.equal(answer.status, 200);
    const metrics = await (await fetch(`${traced.adminUrl}/metrics`)).text();
    const { code, stderr } = await traced.end();
    assert.equal(code, 0, stderr);
    // What a left-out refinement adds is really missing, so this test does test what it says.
    assert.equal(/^process_cpu_time_total/m.test(metrics), !['all', 'processMetrics'].includes(left));

    const spans = (await received(store, 4)).filter(span => span.service === service);
    const chain = [spans.find(({ parentId }) => parentId === '')];
    for (let count = 1; count < spans.length; count += 1) {
      chain.push(spans.find(({ parentId }) => parentId === chain.at(-1)?.id));
    }
    assert.equal(new Set(spans.map(({ traceId }) => traceId)).size, 1);
    assert.deepEqual(
      chain.map(span => span?.name.split(' ')[0]),
      ['GET', 'GET', 'GET', 'work'],
      JSON.stringify(spans),
    );
  });
}
