import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { AppError } from '@spanshop/shared/errors';
import { validate } from '@spanshop/shared/http';
import { clearSpans, waitForSpans } from '@spanshop/shared/testing';
import { Router } from 'express';
import request from 'supertest';
import { z } from 'zod';
import { assertProblem } from '../support/assert-problem.ts';
import { serverSpans, traceIdOf } from '../support/spans.ts';
import { startApp } from '../support/start-app.ts';

const body = z.strictObject({ name: z.string() });
let handled = 0;
const app = await startApp(
  Router()
    .post('/things', (req, res) => {
      validate(body, req.body, 'body');
      handled += 1;
      res.json({ ok: true });
    })
    .get('/things/:id', (req, res) => {
      res.json({ id: req.params.id });
    })
    .get('/boom', () => {
      throw new Error('password hunter2 at /src/secret.ts:3');
    })
    .get('/refused', () => {
      throw new AppError({ status: 409, code: 'busy', detail: 'Come again.', headers: { 'Retry-After': '1' } });
    })
    .get('/half', (_req, res) => {
      res.write('{"half":');
      throw new Error('too late');
    }),
);
after(() => app.close());
beforeEach(() => {
  clearSpans();
  handled = 0;
});

const post = (content: string | Buffer, type = 'application/json') =>
  request(app.server)
    .post('/things')
    .set('content-type', type)
    .serialize(value => value)
    .send(content as string);

for (const [what, content, type, status, code] of [
  ['malformed JSON', '{"name":', 'application/json', 400, 'malformed_json'],
  ['a bare value', '"name"', 'application/json', 400, 'malformed_json'],
  ['null', 'null', 'application/json', 400, 'malformed_json'],
  ['more than 100 kB', JSON.stringify({ name: 'x'.repeat(110_000) }), 'application/json', 413, 'body_too_large'],
  ['a form', 'name=x', 'application/x-www-form-urlencoded', 415, 'unsupported_media_type'],
  ['plain text', 'name', 'text/plain', 415, 'unsupported_media_type'],
  ['a foreign kind of JSON', '{}', 'application/merge-patch+json', 415, 'unsupported_media_type'],
  ['a foreign charset', '{"name":"x"}', 'application/json; charset=latin1', 415, 'unsupported_charset'],
  ['an unknown field', '{"name":"x","more":1}', 'application/json', 400, 'invalid_request'],
  ['a field named __proto__', '{"name":"x","__proto__":{"admin":true}}', 'application/json', 400, 'invalid_request'],
  ['deep nesting', `${'['.repeat(40_000)}${']'.repeat(40_000)}`, 'application/json', 400, 'invalid_request'],
] as const) {
  test(`when the body is ${what}, then ${status} ${code} and the route does nothing`, async () => {
    const answer = await post(content, type);
    const problem = assertProblem(answer, status, code);
    assert.equal(handled, 0);
    const [span] = serverSpans(await waitForSpans(spans => serverSpans(spans).length === 1));
    assert.equal(problem['traceId'], traceIdOf(span));
    assert.equal(span?.attributes['http.response.status_code'], status);
    assert.equal(span?.status.code, 0, 'a refusal is no error of ours');
  });
}

test('when a small compressed body inflates to more than 100 kB, then 413', async () => {
  const bomb = gzipSync(JSON.stringify({ name: 'x'.repeat(5_000_000) }));
  const answer = await post(bomb).set('content-encoding', 'gzip');
  assertProblem(answer, 413, 'body_too_large');
});

for (const [what, encoding, status, code] of [
  ['is not what it says', 'gzip', 400, 'bad_request'],
  ['is unknown', 'rot13', 415, 'unsupported_encoding'],
] as const) {
  test(`when the content encoding ${what}, then ${status}`, async () => {
    assertProblem(await post('{"name":"x"}').set('content-encoding', encoding), status, code);
  });
}

for (const [what, method, path, status, code] of [
  ['no route takes the path', 'get', '/nothing', 404, 'not_found'],
  ['no route takes the method', 'delete', '/things', 404, 'not_found'],
  ['the methods of a path are asked for', 'options', '/things', 404, 'not_found'],
  ['the path cannot be decoded', 'get', '/things/%E0%A4%A', 400, 'bad_request'],
  ['the path climbs', 'get', '/things/../../etc/passwd', 404, 'not_found'],
] as const) {
  test(`when ${what}, then ${status} ${code}`, async () => {
    assertProblem(await request(app.server)[method](path), status, code);
  });
}

test('when a route refuses, then its headers come with the problem', async () => {
  const answer = await request(app.server).get('/refused');
  assertProblem(answer, 409, 'busy');
  assert.equal(answer.get('retry-after'), '1');
});

test('when a route throws, then the caller learns the trace and the span learns the rest', async () => {
  const problem = assertProblem(await request(app.server).get('/boom'), 500, 'internal');
  assert.doesNotMatch(JSON.stringify(problem), /hunter2|secret/);
  const [span] = serverSpans(await waitForSpans(spans => serverSpans(spans).length === 1));
  assert.equal(problem['traceId'], traceIdOf(span));
  assert.equal(span?.status.code, 2);
  assert.equal(span?.events[0]?.name, 'exception');
  assert.match(String(span?.events[0]?.attributes?.['exception.message']), /hunter2/);
});

test('when a route throws after it began to answer, then the connection is cut rather than the answer faked', async () => {
  await assert.rejects(async () => request(app.server).get('/half'), /aborted|socket hang up|terminated/);
});

test('when any answer is given, then it does not say what made it', async () => {
  const { headers } = await request(app.server).get('/things/1');
  assert.equal(headers['x-powered-by'], undefined);
  assert.equal(headers['etag'], undefined);
});

test('when the body is good, then the route runs', async () => {
  assert.equal((await post('{"name":"x"}')).status, 200);
  assert.equal(handled, 1);
});
