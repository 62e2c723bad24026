import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { SpanExporter } from '@opentelemetry/sdk-trace';
import { untilTaken } from '../../src/telemetry/refinements/until-taken.ts';

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
