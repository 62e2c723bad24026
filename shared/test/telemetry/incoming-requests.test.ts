import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { clearSpans, waitForSpans } from '@spanshop/shared/testing';
import { Router } from 'express';
import { sendRaw } from '../support/raw-request.ts';
import { serverSpans } from '../support/spans.ts';
import { startApp } from '../support/start-app.ts';

const app = await startApp(Router().get('/things', (_request, response) => void response.json({})));
after(() => app.close());
beforeEach(clearSpans);

async function attributesOf(target: string, headers: Readonly<Record<string, string>> = {}) {
  const all = { Host: 'localhost:8080', Connection: 'close', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  await sendRaw(app.port, `GET ${target} HTTP/1.1\r\n${lines.join('')}\r\n`);
  const [span] = serverSpans(await waitForSpans(spans => serverSpans(spans).length === 1));
  return { ...span?.attributes };
}

test('when a query has more than our parameters, then only ours are recorded, and only if they look like ours', async () => {
  const query = 'limit=1&token=secret123&email=a@b.c&category=lamps&tenant=Jane%20Doe&cursor=amFuZUBleGFtcGxlLm9yZw';
  assert.equal((await attributesOf(`/things?${query}`))['url.query'], 'limit=1&category=lamps');
});

for (const query of ['', '?', '?token=secret123', '?limit=jane', '?__proto__=x&constructor=y', '?%', '?limit']) {
  test(`when the query is "${query}", then none is recorded`, async () => {
    assert.equal((await attributesOf(`/things${query}`))['url.query'], undefined);
  });
}

for (const [name, value] of [
  ['Forwarded', 'for=203.0.113.8;host=evil.example;proto=https'],
  ['X-Forwarded-For', 'jane.doe@example.org, 203.0.113.8'],
  ['X-Forwarded-Host', 'evil.example'],
] as const) {
  test(`when a stranger sends ${name}, then nothing of it is believed`, async () => {
    const attributes = await attributesOf('/things', { [name]: value });
    assert.equal(attributes['client.address'], '127.0.0.1');
    assert.equal(attributes['server.address'], 'localhost');
    assert.equal(attributes['server.port'], 8_080);
    assert.doesNotMatch(JSON.stringify(attributes), /evil|203\.0|jane/);
  });
}

test('when a Host is no name, then it is not recorded', async () => {
  const attributes = await attributesOf('/things', { Host: 'jane doe <jane@example.org>' });
  assert.equal(attributes['server.address'], undefined);
  assert.equal(attributes['http.response.status_code'], 421);
});

test('when a User-Agent, a path or a tracestate is long, then the span has no more than a reader needs', async () => {
  const long = 'x'.repeat(2_000);
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const tracestate = Array.from({ length: 30 }, (_, index) => `k${index}=${'v'.repeat(200)}`).join(',');
  const attributes = await attributesOf(`/${long}`, { 'User-Agent': long, traceparent, tracestate });
  assert.equal(String(attributes['user_agent.original']).length, 200);
  assert.equal(String(attributes['url.path']).length, 500);
  const [span] = serverSpans(await waitForSpans(spans => serverSpans(spans).length === 1));
  const kept = span?.spanContext().traceState?.serialize() ?? '';
  assert.ok(kept.length > 0 && kept.length <= 512, `${kept.length} characters`);
});
