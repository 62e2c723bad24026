import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { clearSpans, finishedSpans, waitForSpans } from '@spanshop/shared/testing';
import { Router } from 'express';
import request from 'supertest';
import { assertProblem } from '../support/assert-problem.ts';
import { sendRaw } from '../support/raw-request.ts';
import { serverSpans, traceIdOf } from '../support/spans.ts';
import { startApp } from '../support/start-app.ts';

let looks = 0;
let lookMs = 0;
let failure: Error | undefined;
const app = await startApp(Router(), {
  async ready() {
    looks += 1;
    await sleep(lookMs);
    if (failure) throw failure;
  },
});
after(() => app.close());

test('when the dependencies are in order, then the service is alive and ready', async () => {
  assert.deepEqual((await request(app.server).get('/healthz')).body, { status: 'alive' });
  const { status, body } = await request(app.server).get('/readyz');
  assert.equal(status, 200);
  assert.deepEqual(body, { status: 'ready' });
});

test('when a dependency fails, then the service is alive, not ready, and does not tell where the dependency is', async () => {
  failure = new Error('connect ECONNREFUSED 10.0.0.7:5432');
  assert.equal((await request(app.server).get('/healthz')).status, 200);
  const problem = assertProblem(await request(app.server).get('/readyz'), 503, 'not_ready');
  assert.doesNotMatch(JSON.stringify(problem), /ECONNREFUSED|10\.0\.0\.7/);
});

for (const status of [200, 503]) {
  test(`when 100 ask at once whether the service is ready, then it looks once, and each is answered ${status}`, async () => {
    failure = status === 200 ? undefined : new Error('no database');
    looks = 0;
    lookMs = 1_000;
    const answers = await Promise.all(Array.from({ length: 100 }, () => fetch(`${app.url}/readyz`)));
    assert.deepEqual([...new Set(answers.map(answer => answer.status))], [status]);
    assert.equal(looks, 1);
    lookMs = 0;
    await fetch(`${app.url}/readyz`);
    assert.equal(looks, 2, 'what was seen is not kept');
  });
}

test('when the service is probed, then that makes no server spans', () => {
  assert.equal(serverSpans(finishedSpans()).length, 0);
});

test('when nonsense follows a probe, or a probe names no Host, then the problem names a trace which exists', async () => {
  for (const [bytes, code] of [
    ['GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\none two three\r\n\r\n', 'malformed_request'],
    ['GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n', 'missing_host'],
  ] as const) {
    clearSpans();
    const { body, ...first } = await sendRaw(app.port, bytes);
    const problem = JSON.parse((first.status === 200 ? body.split('\r\n\r\n')[1] : body) ?? '');
    assert.equal(problem.code, code);
    const [span] = serverSpans(await waitForSpans(spans => serverSpans(spans).length === 1));
    assert.equal(problem.traceId, traceIdOf(span));
  }
});

test('when a probe is asked for in another way, or beside its port, then the problem names a trace which exists', async () => {
  for (const [method, path] of [
    ['post', '/healthz'],
    ['delete', '/readyz'],
    ['get', '/metrics'],
  ] as const) {
    clearSpans();
    const problem = assertProblem(await request(app.server)[method](path), 404, 'not_found');
    const [span] = serverSpans(await waitForSpans(spans => serverSpans(spans).length === 1));
    assert.equal(problem['traceId'], traceIdOf(span));
  }
});
