import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { context } from '@opentelemetry/api';
import { type ExportResult, ExportResultCode, suppressTracing } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { untilTaken } from '../../src/telemetry/refinements/until-taken.ts';

interface Answer {
  status: number;
  retryAfter?: string;
}

/** A Collector that gives these answers in turn, and then takes everything. */
const answers: Answer[] = [];
const askedAt: number[] = [];
const collector = createServer((request, response) => {
  askedAt.push(performance.now());
  const { status, retryAfter } = answers.shift() ?? { status: 200 };
  request.resume().on('end', () => {
    response.writeHead(status, retryAfter === undefined ? {} : { 'Retry-After': retryAfter }).end();
  });
}).listen(0, '127.0.0.1');
await once(collector, 'listening');
after(() => collector.close());
const url = `http://127.0.0.1:${(collector.address() as AddressInfo).port}/v1/traces`;

/** Offers an empty batch by the SDK's real exporter, which itself gives up after half a second. */
function exporterOf(giveUpAfterMs: number) {
  askedAt.length = 0;
  const exporter = untilTaken(new OTLPTraceExporter({ url, timeoutMillis: 500 }), giveUpAfterMs);
  return {
    send: () =>
      context.with(
        suppressTracing(context.active()),
        () => new Promise<ExportResult>(done => exporter.export([], done)),
      ),
    shutdown: () => exporter.shutdown(),
  };
}

const secondsBetween = () => askedAt.slice(1).map((at, index) => (at - (askedAt[index] as number)) / 1_000);

for (const status of [429, 503]) {
  test(`when the Collector says ${status} and when to come back, then nothing is offered before, of other batches neither`, async () => {
    answers.push({ status, retryAfter: '2' });
    const { send, shutdown } = exporterOf(60_000);
    const first = send();
    while (askedAt.length === 0) await new Promise(resolve => setTimeout(resolve, 5));
    await new Promise(resolve => setTimeout(resolve, 500));
    const results = await Promise.all([first, send()]);
    await shutdown();
    assert.deepEqual(
      results.map(({ code }) => code),
      [ExportResultCode.SUCCESS, ExportResultCode.SUCCESS],
    );
    const [pause = 0, next = 0] = secondsBetween();
    assert.ok(pause >= 1.99, String(secondsBetween()));
    assert.ok(next >= 0 && askedAt.length === 3);
  });
}

test('when the Collector names a date to come back, then nothing is offered before', async () => {
  // A date has whole seconds: three from now are between two and three.
  answers.push({ status: 503, retryAfter: new Date(Date.now() + 3_000).toUTCString() });
  const { send, shutdown } = exporterOf(60_000);
  assert.equal((await send()).code, ExportResultCode.SUCCESS);
  await shutdown();
  const [pause = 0] = secondsBetween();
  assert.ok(pause >= 1.9 && pause < 10, String(pause));
});

for (const status of [400, 413, 500]) {
  test(`when the Collector says ${status}, then the batch is given up at once, and the next is offered`, async () => {
    answers.push({ status });
    const { send, shutdown } = exporterOf(60_000);
    assert.equal((await send()).code, ExportResultCode.FAILED);
    assert.equal(askedAt.length, 1);
    assert.equal((await send()).code, ExportResultCode.SUCCESS);
    await shutdown();
  });
}
