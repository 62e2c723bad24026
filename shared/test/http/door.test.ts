import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { clearSpans, waitForSpans } from '@spanshop/shared/testing';
import { Router } from 'express';
import { assertProblem } from '../support/assert-problem.ts';
import { sendRaw } from '../support/raw-request.ts';
import { serverSpans, traceIdOf } from '../support/spans.ts';
import { startApp } from '../support/start-app.ts';

let changes = 0;
const routes = Router()
  .get('/', (_request, response) => {
    response.json({ ok: true });
  })
  .post('/change', (_request, response) => {
    changes += 1;
    response.json({ ok: true });
  });
const inside = await startApp(routes, { door: { names: ['orders'], inside: true } });
const open = await startApp(routes, { door: { names: ['gateway', 'shop.example'] } });
after(() => Promise.all([inside.close(), open.close()]));
beforeEach(() => {
  clearSpans();
  changes = 0;
});

type Headers = Readonly<Record<string, string>>;

function ask(port: number, requestLine: string, headers: Headers) {
  const lines = Object.entries({ Connection: 'close', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return sendRaw(port, `${requestLine} HTTP/1.1\r\n${lines.join('')}\r\n`);
}

const json = { 'Content-Type': 'application/json' };

for (const host of [
  'localhost',
  'LOCALHOST:8081',
  'orders.localhost:80',
  '127.0.0.1:8081',
  '10.244.3.7:8080',
  '[::1]:8081',
  'orders:8080',
  'orders.',
]) {
  test(`when an inside door is called ${host}, then it lets a program in`, async () => {
    assert.equal((await ask(inside.port, 'GET /', { Host: host })).status, 200);
    assert.equal((await ask(inside.port, 'POST /change', { Host: host, ...json })).status, 200);
    assert.equal(changes, 1);
  });
}

for (const host of [
  'evil.example',
  'evil.example:8081',
  '127.0.0.1.evil.example',
  'localhost.evil.example',
  'notlocalhost',
  'payments:8080',
  'orders@evil.example',
  'orders/evil.example',
  '0x7f.1',
  '',
]) {
  test(`when a door is called "${host}", which it is not, then 421 with a trace, and nothing happens`, async () => {
    const answer = await ask(inside.port, 'POST /change', { Host: host, ...json });
    const problem = assertProblem(answer, 421, 'misdirected_request');
    const [span] = serverSpans(await waitForSpans(spans => serverSpans(spans).length === 1));
    assert.equal(problem['traceId'], traceIdOf(span));
    assert.equal(span?.attributes['http.response.status_code'], 421);
    assertProblem(await ask(inside.port, 'GET /', { Host: host }), 421, 'misdirected_request');
    assert.equal(changes, 0);
  });
}

test('when the address names another host than the header, then both have to be ours', async () => {
  const headers = { Host: 'localhost', ...json };
  assertProblem(await ask(inside.port, 'POST http://evil.example/change', headers), 421, 'misdirected_request');
  assert.equal((await ask(inside.port, 'POST http://orders/change', headers)).status, 200);
  assert.equal(changes, 1);
});

for (const [what, headers] of [
  ['another origin', { Origin: 'http://evil.example' }],
  ['another port of this machine', { Origin: 'http://localhost:9999' }],
  ['no origin that may be told', { Origin: 'null' }],
  ['another site, by a browser that tells no origin', { 'Sec-Fetch-Site': 'cross-site' }],
  ['a neighbour, by a browser that tells no origin', { 'Sec-Fetch-Site': 'same-site' }],
] as [string, Headers][]) {
  test(`when a page of ${what} sends a POST, then 403 at every door, and nothing happens`, async () => {
    for (const { port } of [open, inside]) {
      const answer = await ask(port, 'POST /change', { Host: `localhost:${port}`, ...headers });
      assertProblem(answer, 403, 'foreign_origin');
    }
    assert.equal(changes, 0);
  });
}

test('when a page of another origin asks for what it could not read anyway, then 403', async () => {
  const answer = await ask(inside.port, 'GET /', { Host: 'localhost', Origin: 'http://evil.example' });
  assertProblem(answer, 403, 'foreign_origin');
});

test('when a link on a page elsewhere is followed, then the page opens', async () => {
  const headers = { Host: 'localhost', 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' };
  assert.equal((await ask(open.port, 'GET /', headers)).status, 200);
});

test('when a page of our own sends a POST, then it is served', async () => {
  const host = `shop.example:${open.port}`;
  const headers = { Host: host, Origin: `http://${host}`, 'Sec-Fetch-Site': 'same-origin' };
  assert.equal((await ask(open.port, 'POST /change', headers)).status, 200);
});

for (const type of [undefined, 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'text/json']) {
  test(`when a POST comes as ${type ?? 'nothing'}, as a page may send it, then the inside does not take it`, async () => {
    const headers: Headers = { Host: 'localhost', ...(type ? { 'Content-Type': type } : {}) };
    assertProblem(await ask(inside.port, 'POST /change', headers), 415, 'unsupported_media_type');
    assert.equal(changes, 0);
  });
}

test('when a program sends a POST without a body to the public API, then it is served', async () => {
  assert.equal((await ask(open.port, 'POST /change', { Host: 'gateway' })).status, 200);
});
