import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { trace } from '@opentelemetry/api';
import { waitForSpans } from '@spanshop/shared/testing';
import { packageOf } from '../../src/telemetry/service-package.ts';

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

test('when a span is made, then its resource says which service, version, instance and environment it is of', async () => {
  trace.getTracer('test').startSpan('one').end();
  const [span] = await waitForSpans(spans => spans.length === 1);
  const { attributes = {} } = span?.resource ?? {};
  assert.equal(attributes['service.name'], 'shared');
  assert.equal(attributes['service.version'], manifest.version);
  assert.equal(attributes['service.namespace'], 'spanshop');
  assert.match(String(attributes['service.instance.id']), /^[0-9a-f-]{36}$/);
  assert.equal(attributes['deployment.environment.name'], 'demo');
  assert.equal(attributes['host.name'], hostname());
});

test('when a span is made, then its resource says which SDK has made it', async () => {
  const [span] = await waitForSpans(spans => spans.length > 0);
  const { attributes = {} } = span?.resource ?? {};
  assert.equal(attributes['telemetry.sdk.name'], 'opentelemetry');
  assert.equal(attributes['telemetry.sdk.language'], 'nodejs');
  assert.match(String(attributes['telemetry.sdk.version']), /^3\./);
});

test('when a span is made, then its resource holds no argument, path or user of this machine', async () => {
  const [span] = await waitForSpans(spans => spans.length > 0);
  const names = Object.keys(span?.resource.attributes ?? {});
  for (const name of ['process.command', 'process.command_args', 'process.owner', 'process.executable.path'])
    assert.equal(names.includes(name), false, names.join());
});

test('when a package says that it stands at the trust boundary, then it does; only the gateway says so', () => {
  const of = (service: string) => packageOf(join(import.meta.dirname, `../../../services/${service}/src/server.ts`));
  assert.deepEqual(of('gateway'), { name: '@spanshop/gateway', version: '0.1.0', trustBoundary: true });
  for (const service of ['orders', 'inventory', 'payments', 'fulfillment'])
    assert.equal(of(service).trustBoundary, false, service);
});

test('when no package is found, then that is an error', () => {
  assert.throws(() => packageOf('/'), /no package\.json/);
});
