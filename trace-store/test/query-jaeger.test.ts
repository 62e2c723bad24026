import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { startJaeger } from '@spanshop/local/backends';
import { freePorts } from '@spanshop/local/ports';
import { realTools } from '@spanshop/local/testing';
import { registerQuerySuite } from './query-suite.ts';

const { skip, pathOf } = await realTools('jaeger');

if (skip) {
  test('when the query suite runs on a real Jaeger, then it passes there as well', { skip });
} else {
  const ports = await freePorts('otlp', 'query');
  const folder = mkdtempSync(join(tmpdir(), 'spanshop-jaeger-'));
  const jaeger = await startJaeger({ path: pathOf('jaeger'), folder, ports, maxTraces: 10_000 });
  after(async () => {
    await jaeger.stop();
    rmSync(folder, { recursive: true });
  });
  await jaeger.ready;
  registerQuerySuite('a real Jaeger', { otlpUrl: jaeger.urls.otlp, queryUrl: jaeger.urls.query });
}
