import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { realTools } from '@spanshop/local/testing';
import { catalogue, findTool, toolNames } from '@spanshop/local/tools';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

const tagsIn = (path: string) =>
  new Map([...read(path).matchAll(/(?:^|export )(\w+)_TAG=([^\s;]+)/gm)].map(([, name = '', tag]) => [name, tag]));

test('when docker compose names the version of a tool, then it is the same here', () => {
  for (const name of ['k6', 'collector', 'zipkin'] as const) {
    assert.equal(tagsIn('.env').get(name.toUpperCase()), catalogue[name].version, name);
  }
});

test('when nothing can be pulled, then the Jaeger on containers is the one that can be built', () => {
  assert.equal(tagsIn('.ci/run').get('JAEGER'), catalogue.jaeger.version);
});

test('when a tool is built, then from a module that pins the version of the catalogue', () => {
  const pins = {
    k6: 'go.k6.io/k6/v2 v2.2.0',
    // What its releases call 2.13.0.
    jaeger: 'github.com/jaegertracing/jaeger v1.76.0',
    collector: 'github.com/open-telemetry/opentelemetry-collector-contrib/exporter/zipkinexporter v0.158.0',
  };
  for (const [name, pin] of Object.entries(pins)) {
    assert.ok(read(`local/modules/${name}/go.mod`).includes(pin), name);
    assert.ok(read(`local/modules/${name}/go.sum`).includes(`${pin} h1:`), `${name}: checksum`);
  }
  const components = [...read('local/modules/collector/builder.yaml').matchAll(/gomod: \S+ v(\S+)/g)];
  assert.deepEqual(new Set(components.map(([, version]) => version)), new Set([catalogue.collector.version]));
});

for (const name of toolNames) {
  const { skip } = await realTools(name);
  test(`when ${name} is on this machine, then in the one version that is used`, { skip }, async () => {
    assert.equal((await findTool(name))?.version, catalogue[name].version);
  });
}
