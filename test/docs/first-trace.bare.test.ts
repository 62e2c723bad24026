import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { childrenOf, type Trace } from '@spanshop/analysis/model';
import { readTraces } from '@spanshop/analysis/readers';
import { freePorts } from '@spanshop/local/ports';
import { startTraceStore } from '../../shared/test/support/receivers.ts';
import { until } from '../support/until.ts';
import { relativeLinksIn } from './concepts.ts';

const page = new URL('../../docs/first-trace.md', import.meta.url);
const text = readFileSync(page, 'utf8');
const blocks = [...text.matchAll(/^```(\w+) ?(\S*)\n([\s\S]*?)^```$/gm)].map(([, language, file, code = '']) => ({
  language,
  file,
  code,
}));
const files = blocks.filter(({ language }) => language === 'js');

const folder = mkdtempSync(join(tmpdir(), 'first-trace-'));
const store = await startTraceStore();
after(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

test('when the page’s code is run as the page says, then the trace is the one that it shows', async () => {
  for (const { file = '', code } of files) writeFileSync(join(folder, file), code);
  symlinkSync(new URL('../../node_modules', import.meta.url), join(folder, 'node_modules'));
  const { port } = await freePorts('port');
  const [, command = ''] = blocks.filter(({ language }) => language === 'sh').map(({ code }) => code.trim());
  assert.match(command, /^node /);
  const service = spawn(process.execPath, command.split(' ').slice(1), {
    cwd: folder,
    env: { ...plainEnvironment(), PORT: String(port), OTEL_EXPORTER_OTLP_ENDPOINT: store.endpoint },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const address = /http:\/\/127\.0\.0\.1:3000(\/\S+)`/.exec(text)?.[1];
  const answer = await until('the service', () => fetch(`http://127.0.0.1:${port}${address}`).catch(() => undefined));
  assert.equal(((await answer?.json()) as number[]).length, 2);
  service.kill();
  await once(service, 'exit');

  const [span] = await store.spans();
  const found = await fetch(`${store.queryUrl}/api/v3/traces/${span?.traceId}`);
  const [trace] = readTraces(await found.text()).traces;
  assert.ok(trace);
  const shown = blocks.find(({ language }) => language === 'text')?.code.replaceAll(/(\S) {2,}(?=\S)/g, '$1  ');
  assert.equal(treeOf(trace), shown);
});

test('when the page installs packages, then in the versions that are run here', () => {
  const [install = ''] = blocks.filter(({ language }) => language === 'sh').map(({ code }) => code);
  const asked = [...install.matchAll(/(@?[a-z][\w/-]*)@(\d\S*)/g)].map(([, name = '', version = '']) => ({
    name,
    version,
  }));
  assert.equal(asked.length, install.replaceAll('\\\n', '').trim().split(/ +/).length - 2, 'each names its version');
  for (const { name, version } of asked) {
    const manifest = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
    assert.equal(JSON.parse(readFileSync(manifest, 'utf8')).version, version, name);
  }
});

test('when the page speaks of thirty lines, then there are about so many', () => {
  const lines = files.flatMap(({ code }) => code.split('\n').filter(line => line.trim() !== ''));
  assert.ok(lines.length >= 25 && lines.length <= 33, String(lines.length));
});

test('when the page links to a file, then the file is there', () => {
  assert.deepEqual(
    relativeLinksIn(text).filter(path => !existsSync(new URL(path, page))),
    [],
  );
});

test('when something is a refinement, then the page names it', () => {
  const list = readFileSync(new URL('../../shared/src/telemetry/refinements/index.ts', import.meta.url), 'utf8');
  const names = [...list.matchAll(/from '\.\/(.+\.ts)'/g)].map(([, name = '']) => name);
  assert.ok(names.length > 10, String(names.length));
  assert.deepEqual(
    names.filter(name => !text.includes(`refinements/${name})`)),
    [],
  );
});

/** As on the machine of somebody who tries it: no variable of ours or of OpenTelemetry. */
function plainEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(OTEL_|NODE_)/.test(name)));
}

/** A line for each span: its name under its parent, its kind and who made it. */
function treeOf(trace: Trace, position = trace.tree.parents.indexOf(-1), depth = 0): string {
  const span = trace.spans[position];
  const line = `${'  '.repeat(depth)}${span?.name}  ${span?.kind.toUpperCase()}  ${span?.scope.name}\n`;
  return line + [...childrenOf(trace.tree, position)].map(child => treeOf(trace, child, depth + 1)).join('');
}
