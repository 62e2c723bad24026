import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fakeK6, scratchFolder, writeProgram } from '@spanshop/local/testing';
import { cacheFolder, catalogue, findTool, lookForTool } from '@spanshop/local/tools';

test('when a tool is on the PATH and in the cache, then the one on the PATH is taken', async t => {
  const folder = scratchFolder(t);
  const environment = { PATH: join(folder, 'bin'), SPANSHOP_TOOLS: join(folder, 'cache') };
  const path = writeProgram(join(folder, 'bin'), 'k6', fakeK6('2.2.0'));
  writeProgram(join(folder, 'cache'), 'k6', fakeK6('2.2.0'));
  assert.deepEqual(await findTool('k6', { environment }), { path, version: '2.2.0', source: 'PATH' });
});

test('when the one on the PATH is of another version, then it is refused and the cache is used', async t => {
  const folder = scratchFolder(t);
  const environment = { PATH: join(folder, 'bin'), SPANSHOP_TOOLS: join(folder, 'cache') };
  const old = writeProgram(join(folder, 'bin'), 'k6', fakeK6('1.9.0'));
  const path = writeProgram(join(folder, 'cache'), 'k6', fakeK6('2.2.0'));
  assert.deepEqual(await lookForTool('k6', { environment }), {
    found: { path, version: '2.2.0', source: 'cache' },
    refused: [{ path: old, version: '1.9.0', source: 'PATH' }],
  });
});

test('when a later folder of the PATH has the right version, then it is taken from there', async t => {
  const folder = scratchFolder(t);
  const bins = [join(folder, 'a'), join(folder, 'b')];
  const environment = { PATH: bins.join(':'), SPANSHOP_TOOLS: join(folder, 'cache') };
  writeProgram(join(folder, 'a'), 'jaeger', `echo '{"gitVersion":"v1.60.0"}'`);
  const path = writeProgram(join(folder, 'b'), 'jaeger', `echo '{"gitVersion":"v${catalogue.jaeger.version}"}'`);
  assert.equal((await findTool('jaeger', { environment }))?.path, path);
});

test('when a tool of another version is in the cache, then it is not taken', async t => {
  const cache = scratchFolder(t);
  writeProgram(cache, 'k6', fakeK6('2.1.0'));
  assert.equal(await findTool('k6', { environment: { PATH: '', SPANSHOP_TOOLS: cache } }), undefined);
});

test('when files in the cache are cut or no programs at all, then none is taken', async t => {
  const cache = scratchFolder(t);
  for (const file of ['k6', 'jaeger', 'otelcol']) {
    writeFileSync(join(cache, file), '\x7fELF and no more');
    chmodSync(join(cache, file), 0o755);
  }
  writeFileSync(
    join(cache, 'zipkin.jar'),
    'PK BOOT-INF/lib/zipkin-collector-3.6.1.jar and then the download broke off',
  );
  const environment = { PATH: '', SPANSHOP_TOOLS: cache };
  for (const name of ['k6', 'jaeger', 'collector', 'zipkin'] as const) {
    assert.equal(await findTool(name, { environment }), undefined, name);
  }
});

test('when a jar holds the libraries of a version, then it is of that version', async t => {
  const cache = scratchFolder(t);
  const environment = { PATH: '', SPANSHOP_TOOLS: cache };
  const jar = (version: string) => `PK… BOOT-INF/lib/zipkin-collector-${version}.jar …PK\x05\x06…`;
  writeFileSync(join(cache, 'zipkin.jar'), jar('3.6.1'));
  assert.equal((await findTool('zipkin', { environment }))?.version, '3.6.1');
  writeFileSync(join(cache, 'zipkin.jar'), jar('3.6.10'));
  assert.equal(await findTool('zipkin', { environment }), undefined);
});

test('when a Collector lacks the durable queue or is of another version, then it is not taken', async t => {
  const cache = scratchFolder(t);
  const environment = { PATH: '', SPANSHOP_TOOLS: cache };
  const component = 'github.com/open-telemetry/opentelemetry-collector-contrib/extension/storage/filestorage';
  const built = (module: string) => writeProgram(cache, 'otelcol', `: \ndep\t${module}\th1:x`);
  built(`${component}\tv0.158.0`);
  assert.equal((await findTool('collector', { environment }))?.version, '0.158.0');
  built(`${component}\tv0.159.0`);
  assert.equal(await findTool('collector', { environment }), undefined);
  built('go.opentelemetry.io/collector/otelcol\tv0.158.0');
  assert.equal(await findTool('collector', { environment }), undefined);
});

test('when a folder of that name is on the PATH, then it is passed over', async t => {
  const folder = scratchFolder(t);
  mkdirSync(join(folder, 'k6'));
  const environment = { PATH: folder, SPANSHOP_TOOLS: join(folder, 'cache') };
  assert.deepEqual(await lookForTool('k6', { environment }), { found: undefined, refused: [] });
});

test('when SPANSHOP_TOOLS is empty, then the cache is the usual one', () => {
  assert.match(cacheFolder({ SPANSHOP_TOOLS: '' }), /\.cache\/spanshop\/tools$/);
});
