import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, test } from 'node:test';
import { makeSpan, postSpans } from './otlp-json.ts';
import { get, search, traceIdsOf } from './query-client.ts';
import { registerQuerySuite } from './query-suite.ts';
import { startApp } from './start-app.ts';

const app = await startApp();
after(app.close);

registerQuerySuite('the trace store', app);

test('when parameters come in either spelling, then both are understood', async () => {
  const wanted = makeSpan({ name: 'wanted' });
  await postSpans(app.otlpUrl, 'spelling', wanted, makeSpan({ name: 'other' }));
  for (const spelling of ['camelCase', 'snake_case'] as const) {
    const conditions = { operationName: 'wanted', durationMin: '1ms', durationMax: '1s', searchDepth: '1' };
    const found = await search(app.queryUrl, spelling, { serviceName: 'spelling', ...conditions });
    assert.deepEqual(traceIdsOf(found), [wanted.traceId], spelling);
    const none = await search(app.queryUrl, spelling, { serviceName: 'spelling', durationMin: '1s' });
    assert.equal(none.status, 404, spelling);
  }
});

test('when a search says no limit, then 100 traces are given; search_depth limits as num_traces does', async () => {
  await postSpans(app.otlpUrl, 'many', ...Array.from({ length: 120 }, () => makeSpan()));
  const times = 'query.startTimeMin=2020-01-01T00:00:00Z&query.startTimeMax=2100-01-01T00:00:00Z';
  const found = async (more: string): Promise<number> =>
    traceIdsOf(await get(app.queryUrl, `/api/v3/traces?query.serviceName=many&${times}${more}`)).length;
  assert.equal(await found(''), 100);
  for (const name of ['searchDepth', 'search_depth', 'num_traces']) assert.equal(await found(`&query.${name}=7`), 7);
});

test('when a limit is not a positive number or times are swapped, then the answer is 400', async () => {
  for (const searchDepth of ['0', '-1', '1.5']) {
    assert.equal((await search(app.queryUrl, 'camelCase', { searchDepth })).status, 400, searchDepth);
  }
  const swapped = { startTimeMin: '2026-01-02T00:00:00Z', startTimeMax: '2026-01-01T00:00:00Z' };
  assert.equal((await search(app.queryUrl, 'camelCase', swapped)).status, 400);
});

test('when a path is not known or not read with GET, then the answer is 404 or 405 in the shape of an error', async () => {
  const unknown = await get(app.queryUrl, '/api/v2/traces');
  assert.deepEqual([unknown.status, JSON.parse(unknown.body).error.httpCode], [404, 404]);
  const posted = await fetch(`${app.queryUrl}/api/v3/services`, { method: 'POST' });
  assert.deepEqual([posted.status, posted.headers.get('allow')], [405, 'GET']);
});

test('when the process is asked for its health, then it is well', async () => {
  assert.equal((await get(app.queryUrl, '/healthz')).status, 200);
});

test('when an address makes no sense, then the answer is 400 or 404, never 500', async () => {
  const { port } = new URL(app.queryUrl);
  for (const path of ['//', '/%', '/api/v3/traces/%ff', '/api/v3/traces/', '/constructor', 'http://[']) {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request({ port, host: '127.0.0.1', path }, response => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
    assert.ok(status === 400 || status === 404, `${path}: ${status}`);
  }
});
