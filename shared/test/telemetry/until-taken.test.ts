import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { SpanExporter } from '@opentelemetry/sdk-trace';
import { offeredUntilTaken, untilTaken } from '../../src/telemetry/refinements/until-taken.ts';
import { readTelemetryEnvironment } from '../../src/telemetry/sdk/environment.ts';
import { standardParts } from '../../src/telemetry/sdk/start-sdk.ts';

const taken: ExportResult = { code: ExportResultCode.SUCCESS };
const failedBy = (code: string | number): ExportResult => ({
  code: ExportResultCode.FAILED,
  error: Object.assign(new Error('not taken'), { code }),
});

test('when nobody takes a batch for a while, then it is offered again until somebody does', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { exporter, offers } = exporterThatAnswers(failedBy('ECONNREFUSED'), failedBy(503), taken);
  const ends: ExportResult[] = [];
  untilTaken(exporter, 60_000).export([], result => ends.push(result));
  t.mock.timers.tick(1_000);
  assert.deepEqual([offers.count, ends], [2, []]);
  t.mock.timers.tick(1_000);
  assert.deepEqual([offers.count, ends], [3, [taken]]);
});

test('when a batch is refused for good, then it is not offered again', () => {
  const refused = failedBy(400);
  const { exporter, offers } = exporterThatAnswers(refused);
  const ends: ExportResult[] = [];
  untilTaken(exporter, 60_000).export([], result => ends.push(result));
  assert.deepEqual([offers.count, ends], [1, [refused]]);
});

test('when its time is over, then a batch is given up, and said to be', () => {
  const failed = failedBy('ECONNREFUSED');
  const { exporter, offers } = exporterThatAnswers(failed);
  const ends: ExportResult[] = [];
  untilTaken(exporter, 0).export([], result => ends.push(result));
  assert.deepEqual([offers.count, ends], [1, [failed]]);
});

test('when a batch cannot be serialised, then it is given up at once, with the reason', () => {
  const exporter: SpanExporter = {
    export() {
      throw new TypeError('no such type');
    },
    shutdown: async () => {},
  };
  const ends: ExportResult[] = [];
  untilTaken(exporter, 60_000).export([], result => ends.push(result));
  assert.deepEqual(
    ends.map(({ code, error }) => [code, error?.message]),
    [[ExportResultCode.FAILED, 'no such type']],
  );
});

test('when one batch of several is refused, then that is told once the others have been taken', t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { exporter } = exporterThatAnswers(failedBy(503), failedBy(400), taken, taken);
  const ends: number[] = [];
  const patient = untilTaken(exporter, 60_000);
  for (let count = 0; count < 3; count += 1) patient.export([], ({ code }) => ends.push(code));
  assert.deepEqual(ends, [ExportResultCode.SUCCESS], 'the third is taken at once, the first comes again');
  t.mock.timers.tick(1_000);
  assert.deepEqual(ends, [ExportResultCode.SUCCESS, ExportResultCode.SUCCESS, ExportResultCode.FAILED]);
});

for (const [environment, stockMs, refinedMs] of [
  [{}, 30_000, 3_600_000],
  [{ OTEL_BSP_EXPORT_TIMEOUT: '5000' }, 5_000, 5_000],
] as const) {
  const value = Object.values(environment)[0] ?? 'not set';
  test(`when OTEL_BSP_EXPORT_TIMEOUT is ${value}, then a batch has ${stockMs} ms, and ${refinedMs} where it is offered until taken`, () => {
    const settings = readTelemetryEnvironment(environment);
    const service = { name: 'test', version: '0.0.0', trustBoundary: false };
    const stock = standardParts(service, settings);
    const refined = offeredUntilTaken(stock, service, settings);
    const timeouts = [stock, refined].map(({ batching }) => batching.exportTimeoutMillis);
    assert.deepEqual(timeouts, [stockMs, refinedMs]);
  });
}

function exporterThatAnswers(...answers: readonly ExportResult[]): {
  exporter: SpanExporter;
  offers: { count: number };
} {
  const offers = { count: 0 };
  const exporter: SpanExporter = {
    export(_spans, done) {
      const answer = answers[offers.count];
      offers.count += 1;
      done(answer as ExportResult);
    },
    shutdown: async () => {},
  };
  return { exporter, offers };
}
