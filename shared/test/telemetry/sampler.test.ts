import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Context, ROOT_CONTEXT, SpanKind, TraceFlags, trace } from '@opentelemetry/api';
import { SamplingDecision } from '@opentelemetry/sdk-trace';
import { SentenceError } from '@spanshop/shared/errors';
import { edgeSampling } from '../../src/telemetry/refinements/edge-sampling.ts';
import { readTelemetryEnvironment } from '../../src/telemetry/sdk/environment.ts';
import { standardParts } from '../../src/telemetry/sdk/start-sdk.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';

function parent(isRemote: boolean, sampled: boolean): Context {
  const traceFlags = sampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId: 'b7ad6b7169203331', traceFlags, isRemote });
}
const parents = {
  'no parent': ROOT_CONTEXT,
  'a remote parent, sampled': parent(true, true),
  'a remote parent, not sampled': parent(true, false),
  'a local parent, sampled': parent(false, true),
  'a local parent, not sampled': parent(false, false),
};
type Parent = keyof typeof parents;
const all = Object.keys(parents) as Parent[];

function samplerOf(environment: Record<string, string | undefined>, trustBoundary: boolean) {
  const settings = readTelemetryEnvironment(environment);
  const service = { name: 'test', version: '0.0.0', trustBoundary };
  return edgeSampling(standardParts(service, settings), service, settings).sampler;
}

function sampledUnder(name: string | undefined, trustBoundary: boolean, argument?: string): Parent[] {
  const sampler = samplerOf({ OTEL_TRACES_SAMPLER: name, OTEL_TRACES_SAMPLER_ARG: argument }, trustBoundary);
  return all.filter(
    key =>
      sampler.shouldSample(parents[key], traceId, 'x', SpanKind.SERVER, {}, []).decision ===
      SamplingDecision.RECORD_AND_SAMPLED,
  );
}

const sampledParents: Parent[] = ['a remote parent, sampled', 'a local parent, sampled'];

for (const [name, inside, edge] of [
  [undefined, ['no parent', ...sampledParents], all.slice(0, 4)],
  ['parentbased_always_on', ['no parent', ...sampledParents], all.slice(0, 4)],
  ['parentbased_always_off', sampledParents, ['a local parent, sampled']],
  ['parentbased_traceidratio', ['no parent', ...sampledParents], all.slice(0, 4)],
  ['always_on', all, all],
  ['always_off', [], []],
  ['traceidratio', all, all],
] as [string | undefined, Parent[], Parent[]][]) {
  const what = name ?? 'not set';
  test(`when OTEL_TRACES_SAMPLER is ${what}, then a service inside samples under: ${inside.join('; ') || 'nothing'}`, () => {
    assert.deepEqual(sampledUnder(name, false), inside);
  });
  test(`when OTEL_TRACES_SAMPLER is ${what}, then the gateway samples under: ${edge.join('; ') || 'nothing'}`, () => {
    assert.deepEqual(sampledUnder(name, true), edge);
  });
}

test('when the ratio is 0, then the gateway samples nothing of what comes from outside', () => {
  assert.deepEqual(sampledUnder('parentbased_traceidratio', true, '0'), ['a local parent, sampled']);
  assert.deepEqual(sampledUnder('traceidratio', true, '0'), []);
});

test('when the ratio is a quarter, then about a quarter of all traces are sampled, and the same ones everywhere', () => {
  const environment = { OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.25' };
  const [one, two] = [1, 2].map(() => samplerOf(environment, false));
  const ids = Array.from({ length: 2_000 }, () => crypto.randomUUID().replaceAll('-', ''));
  const sampled = (sampler: typeof one) =>
    ids.filter(id => sampler?.shouldSample(ROOT_CONTEXT, id, 'x', SpanKind.SERVER, {}, []).decision);
  assert.deepEqual(sampled(one), sampled(two));
  assert.ok(Math.abs(sampled(one).length / ids.length - 0.25) < 0.05, String(sampled(one).length));
});

for (const [name, value] of [
  ['OTEL_TRACES_SAMPLER', 'jaeger_remote'],
  ['OTEL_TRACES_SAMPLER_ARG', '1.5'],
  ['OTEL_TRACES_SAMPLER_ARG', 'half'],
] as const) {
  test(`when ${name} is ${value}, then that is a SentenceError that names it`, () => {
    assert.throws(
      () => readTelemetryEnvironment({ [name]: value }),
      (error: unknown) => error instanceof SentenceError && error.message.includes(`${name}: `),
    );
  });
}
