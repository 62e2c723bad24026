import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Context, ROOT_CONTEXT, SpanKind, TraceFlags, trace } from '@opentelemetry/api';
import type { ExportResult } from '@opentelemetry/core';
import { InMemorySpanExporter, type ReadableSpan, SamplingDecision } from '@opentelemetry/sdk-trace';
import { SentenceError } from '@spanshop/shared/errors';
import { reconfigurable } from '../../src/telemetry/reconfigurable.ts';
import { readTelemetryEnvironment } from '../../src/telemetry/sdk/environment.ts';
import { standardParts } from '../../src/telemetry/sdk/start-sdk.ts';

const service = { name: 'test', version: '0.0.0', trustBoundary: false };
const traceId = '0af7651916cd43dd8448eb211c80319c';

function start() {
  const memory = new InMemorySpanExporter();
  const environment = {};
  const parts = { ...standardParts(service, readTelemetryEnvironment(environment)), exporters: { memory } };
  const { parts: changeable, reconfigure } = reconfigurable(parts, environment);
  const isSampled = (under: Context) =>
    changeable.sampler.shouldSample(under, traceId, 'x', SpanKind.SERVER, {}, []).decision ===
    SamplingDecision.RECORD_AND_SAMPLED;
  const exported = async () => {
    const before = memory.getFinishedSpans().length;
    const { code } = await new Promise<ExportResult>(done =>
      changeable.exporters.memory?.export([{} as ReadableSpan], done),
    );
    assert.equal(code, 0);
    return memory.getFinishedSpans().length - before;
  };
  return { isSampled, exported, reconfigure };
}

const sampledCaller = trace.setSpanContext(ROOT_CONTEXT, {
  traceId,
  spanId: 'b7ad6b7169203331',
  traceFlags: TraceFlags.SAMPLED,
  isRemote: true,
});

test('when the sampler is set to a ratio of its own, then the caller is not asked until that is taken back', () => {
  const { isSampled, reconfigure } = start();
  assert.equal(isSampled(sampledCaller), true);
  reconfigure({ OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' });
  assert.equal(isSampled(sampledCaller), false);
  reconfigure({});
  assert.equal(isSampled(sampledCaller), true);
});

test('when the exporter is set to none, then spans are taken and go nowhere until that is taken back', async () => {
  const { exported, isSampled, reconfigure } = start();
  assert.equal(await exported(), 1);
  reconfigure({ OTEL_TRACES_EXPORTER: 'none' });
  assert.equal(await exported(), 0);
  assert.equal(isSampled(sampledCaller), true);
  reconfigure({});
  assert.equal(await exported(), 1);
});

test('when a variable is unknown to telemetry, then that is refused and nothing changes', () => {
  const { isSampled, reconfigure } = start();
  assert.throws(() => reconfigure({ OTEL_TRACES_SAMPLER: 'sometimes' }), SentenceError);
  assert.equal(isSampled(sampledCaller), true);
});
