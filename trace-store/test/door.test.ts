import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { after, test } from 'node:test';
import { makeExport, makeSpan } from './otlp-json.ts';
import { readStats, startApp } from './start-app.ts';
import { startServer } from './start-server.ts';

const app = await startApp();
after(app.close);

type Headers = Readonly<Record<string, string>>;

/** Sends what a browser would; fetch does not let a program set a Host. */
async function send(method: string, url: string, headers: Headers, body?: string) {
  const sent = request(url, { method, headers, agent: false });
  sent.end(body);
  const [answer] = await once(sent, 'response');
  const text: string = (await answer.toArray()).join('');
  return { status: answer.statusCode as number, type: String(answer.headers['content-type']), text };
}

const otlpUrl = `${app.otlpUrl}/v1/traces`;
const json = { 'content-type': 'application/json' };
const spans = JSON.stringify(makeExport('stranger', [makeSpan()]));

for (const [what, headers, status] of [
  ['under a name of its own', { host: 'evil.example:4318' }, 421],
  ['from its own origin', { origin: 'http://evil.example' }, 403],
] as [string, Headers, number][]) {
  test(`when a page of a stranger asks ${what}, then it can neither write nor read spans`, async () => {
    const written = await send('POST', otlpUrl, { ...json, ...headers }, spans);
    const read = await send('GET', `${app.queryUrl}/api/v3/services`, headers);
    for (const answer of [written, read]) {
      assert.equal(answer.status, status);
      assert.match(answer.type, /^application\/problem\+json/);
    }
    assert.equal((await readStats(app))['spans'], 0);
  });
}

test('when a page sends spans as text, as it may unasked, then they are not taken', async () => {
  assert.equal((await send('POST', otlpUrl, { 'content-type': 'text/plain' }, spans)).status, 415);
  assert.equal((await readStats(app))['spans'], 0);
});

test('when a program sends spans, then they are taken', async () => {
  assert.equal((await send('POST', otlpUrl, json, spans)).status, 200);
  assert.equal((await readStats(app))['spans'], 1);
});

test('when the store is told what it is called, then it answers to that name too, and to no other', async t => {
  const store = await startServer({ ALLOWED_HOSTS: 'traces.example' });
  t.after(() => store.process.kill());
  const statusAs = async (host: string) => (await send('GET', `${store.queryUrl}/healthz`, { host })).status;
  assert.deepEqual([await statusAs('traces.example'), await statusAs('evil.example')], [200, 421]);
});
