import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startCollector, startJaeger, startZipkin } from '@spanshop/local/backends';
import { freePorts } from '@spanshop/local/ports';
import { realTools, scratchFolder } from '@spanshop/local/testing';
import { fullName } from '@spanshop/local/tools';
import { isInJaeger, sendTrace, until } from './support/spans.ts';

const jaegerTool = await realTools('jaeger');
const collectorTool = await realTools('collector');

async function jaegerOptions(t: TestContext) {
  return { path: jaegerTool.pathOf('jaeger'), folder: scratchFolder(t), ports: await freePorts('otlp', 'query') };
}

test('when more traces come than Jaeger may keep, then the oldest leave', { skip: jaegerTool.skip }, async t => {
  const jaeger = await startJaeger({ ...(await jaegerOptions(t)), maxTraces: 5 });
  t.after(() => jaeger.stop());
  await jaeger.ready;
  const first = await sendTrace(jaeger.urls.otlp);
  await until('the first is there', () => isInJaeger(jaeger.urls.query, first));
  for (let count = 0; count < 20; count += 1) await sendTrace(jaeger.urls.otlp);
  await until('the first has left', async () => !(await isInJaeger(jaeger.urls.query, first)));
});

test('when a backend is stopped, then it has ended and its ports are free', { skip: jaegerTool.skip }, async t => {
  const options = await jaegerOptions(t);
  const jaeger = await startJaeger(options);
  await jaeger.ready;
  await jaeger.stop();
  assert.throws(() => process.kill(jaeger.pid, 0));
  const again = await startJaeger(options);
  await again.ready;
  await again.stop();
});

test('when traces are looked at, then Jaeger keeps no traces of its own work', { skip: jaegerTool.skip }, async t => {
  const jaeger = await startJaeger({
    ...(await jaegerOptions(t)),
    environment: { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' },
  });
  t.after(() => jaeger.stop());
  await jaeger.ready;
  const traceId = await sendTrace(jaeger.urls.otlp, 'shop');
  await until('the trace is there', () => isInJaeger(jaeger.urls.query, traceId));
  const answer = await fetch(`${jaeger.urls.query}/api/v3/services`);
  assert.deepEqual(await answer.json(), { services: ['shop'] });
});

test('when a port is in use, then the start fails in one sentence', { skip: jaegerTool.skip }, async t => {
  const options = await jaegerOptions(t);
  const server = createServer().listen(options.ports.query, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  await assert.rejects(startJaeger(options), {
    name: 'SentenceError',
    message: `port ${options.ports.query}, which ${fullName('jaeger')} is to listen on, is already in use`,
  });
});

test('when a backend ends before it is ready, then its reason is told in one sentence', {
  skip: collectorTool.skip,
}, async t => {
  const folder = scratchFolder(t);
  const collector = await startCollector({
    path: collectorTool.pathOf('collector'),
    folder,
    ports: await freePorts('otlp', 'health', 'metrics'),
    queueFolder: '/dev/null/queue',
    to: { zipkin: { spans: 'http://127.0.0.1:9/api/v2/spans' } },
  });
  t.after(() => collector.stop());
  await assert.rejects(collector.ready, {
    name: 'SentenceError',
    message: new RegExp(`^${fullName('collector')} ended by itself \\(exit code 1\\): .*/dev/null/queue`),
  });
});

test('when whoever started it is killed, then the backend ends too', { skip: jaegerTool.skip }, async t => {
  const options = await jaegerOptions(t);
  const script = `
    import { startJaeger } from '@spanshop/local/backends';
    const jaeger = await startJaeger(${JSON.stringify(options)});
    await jaeger.ready;
    console.log(jaeger.pid);
    setInterval(() => {}, 1000);`;
  const starter = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(starter, 'exit').then(([code]) => assert.fail(`the starter ended with exit code ${code}`));
  const [said] = await Promise.race([once(starter.stdout, 'data'), ended]);
  ended.catch(() => {});
  starter.kill('SIGKILL');
  await until('Jaeger has ended', async () => !isRunning(Number(said)));
});

test('when there is no Java, then Zipkin says so in one sentence', async t => {
  const { zipkin } = await freePorts('zipkin');
  const options = { path: '/nowhere/zipkin.jar', folder: scratchFolder(t), port: zipkin, environment: { PATH: '' } };
  await assert.rejects(startZipkin(options), {
    name: 'SentenceError',
    message: 'Zipkin 3.6.1 runs on Java 17 or newer, which is not installed: get it from https://adoptium.net',
  });
});

test('when a backend is killed, then that it has ended is told', { skip: jaegerTool.skip }, async t => {
  const jaeger = await startJaeger(await jaegerOptions(t));
  await jaeger.ready;
  jaeger.kill();
  assert.deepEqual(await Promise.race([jaeger.exited, sleep(5_000)]), { code: null, signal: 'SIGKILL' });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
