import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { generateTraces, ticketSystem } from '@spanshop/analysis/generator';
import type { Trace } from '@spanshop/analysis/model';
import { readTraces } from '@spanshop/analysis/readers';
import { otlpDocument } from '@spanshop/analysis/writers';
import { type RunningBackends, startBackends } from '@spanshop/local/backends';
import { freePorts } from '@spanshop/local/ports';
import { realTools } from '@spanshop/local/testing';
import { assertSamePath, pathSteps } from '../support/path-steps.ts';

/*
 * The same traces, sent once to a real Collector and exported by a real Jaeger and a real Zipkin, have the same critical path
 * whichever export it is read from.
 */
const tools = await realTools('jaeger', 'zipkin', 'collector');
const folder = mkdtempSync(join(tmpdir(), 'spanshop-same-path-'));
const sent = [...generateTraces({ system: ticketSystem, requests: 30, seed: 91 })];
const arrivedWithinMs = 60_000;
let backends: RunningBackends;

before(async () => {
  if (tools.skip) return;
  const paths = {
    jaeger: tools.pathOf('jaeger'),
    zipkin: tools.pathOf('zipkin'),
    collector: tools.pathOf('collector'),
  };
  const ports = await freePorts('otlp', 'jaegerOtlp', 'jaegerQuery', 'zipkin', 'collectorHealth', 'collectorMetrics');
  backends = await startBackends({ choice: 'both', direct: false, paths, ports, folder });
  await backends.ready;
  const answer = await fetch(`${backends.telemetry['OTEL_EXPORTER_OTLP_ENDPOINT']}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(otlpDocument(sent)),
    signal: AbortSignal.timeout(10_000),
  });
  assert.equal(answer.status, 200, await answer.text());
});

after(async () => {
  await backends?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What a backend exports of a trace, once it has all of its spans. */
async function exported(address: string, expected: Trace): Promise<Trace> {
  const giveUpAt = performance.now() + arrivedWithinMs;
  for (;;) {
    const answer = await fetch(address, { signal: AbortSignal.timeout(10_000) });
    const text = await answer.text();
    const trace = answer.ok ? readTraces(text).traces[0] : undefined;
    if (trace?.spans.length === expected.spans.length) return trace;
    assert.ok(
      performance.now() < giveUpAt,
      `${address} has ${trace?.spans.length ?? 0} of ${expected.spans.length} spans`,
    );
    await sleep(200);
  }
}

const formats = {
  'the JSON that Jaeger’s pages download': (id: string) => `${backends.jaeger?.query}/api/traces/${id}`,
  'Jaeger’s OTLP JSON': (id: string) => `${backends.jaeger?.query}/api/v3/traces/${id}`,
  'Zipkin’s v2 JSON': (id: string) => `${backends.zipkin?.query}/api/v2/trace/${id}`,
};

for (const [format, addressOf] of Object.entries(formats)) {
  test(`when traces are exported as ${format}, then each critical path is that of the spans that were sent`, {
    skip: tools.skip,
  }, async () => {
    for (const trace of sent) {
      const expected = pathSteps(trace);
      assert.ok(expected.length > 3);
      assertSamePath(pathSteps(await exported(addressOf(trace.traceId), trace)), expected);
    }
  });
}
