import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { type RunningConsole, startConsole } from './support/start-console.ts';

let page: RunningConsole;

before(async () => {
  page = await startConsole();
});

after(() => page?.close());

interface Sent {
  method?: string;
  path?: string;
  headers?: Readonly<Record<string, string>>;
}

/** Node's own client, since fetch sends no Host and no Origin of our choice. */
function send({ method = 'GET', path = '/', headers = {} }: Sent): Promise<{ status: number; code: unknown }> {
  return new Promise((resolve, reject) => {
    const sent = request(page.url + path, { method, headers, agent: false }, response => {
      let body = '';
      response.on('data', chunk => {
        body += chunk;
      });
      response.on('end', () => {
        const isJson = String(response.headers['content-type']).includes('json');
        resolve({ status: response.statusCode ?? 0, code: isJson ? JSON.parse(body).code : undefined });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

const ownOrigin = () => page.url;
const json = { 'content-type': 'application/json' };

async function tokenCookie(): Promise<string> {
  const answer = await fetch(`${page.url}/traces`);
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

test('when a page is opened by a name that a stranger pointed here, then it is refused', async () => {
  const { status, code } = await send({ path: '/api/traces', headers: { host: 'rebound.example' } });
  assert.deepEqual([status, code], [421, 'misdirected_request']);
});

test('when a page of another origin asks, then it is refused, whatever it asks', async () => {
  for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
    const headers = { ...json, origin: 'https://stranger.example', cookie: await tokenCookie() };
    assert.deepEqual(
      await send({ method, path: '/api/traces', headers }),
      { status: 403, code: 'foreign_origin' },
      method,
    );
  }
});

test('when a page of another port of this machine wants to change something, then it is refused, although the browser sends it the cookie', async () => {
  const headers = { ...json, 'sec-fetch-site': 'same-site', cookie: await tokenCookie() };
  assert.deepEqual(await send({ method: 'PUT', path: '/api/anything', headers }), {
    status: 403,
    code: 'foreign_origin',
  });
});

test('when a page of a stranger asks as if for a picture, then nothing is searched; a link to a page is followed', async () => {
  const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
  assert.deepEqual(await send({ path: '/api/traces', headers }), { status: 403, code: 'foreign_origin' });
  assert.equal((await send({ path: '/traces', headers })).status, 200);
});

for (const [whose, cookie] of [
  ['no token', ''],
  ['a token of another start', 'spanshop-console-8088=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
  ['an empty token', 'spanshop-console='],
] as const) {
  test(`when something is to be changed with ${whose}, then it is refused`, async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const headers = { ...json, origin: ownOrigin(), cookie };
      assert.deepEqual(
        await send({ method, path: '/api/anything', headers }),
        { status: 403, code: 'no_page_token' },
        method,
      );
    }
  });
}

test('when something is to be changed with the token of a page, then it passes', async () => {
  const headers = { ...json, origin: ownOrigin(), cookie: `other=1; ${await tokenCookie()}` };
  assert.deepEqual(await send({ method: 'POST', path: '/api/anything', headers }), { status: 404, code: 'not_found' });
});

test('when another console runs on another port of the host, then the tokens of both are kept, and each finds its own', async () => {
  const other = await startConsole();
  try {
    const cookies = await Promise.all(
      [page.url, other.url].map(
        async url => (await fetch(`${url}/traces`)).headers.get('set-cookie')?.split(';')[0] ?? '',
      ),
    );
    assert.equal(new Set(cookies.map(cookie => cookie.split('=')[0])).size, 2, String(cookies));
    for (const cookie of [cookies.join('; '), cookies.toReversed().join('; ')]) {
      const headers = { ...json, origin: ownOrigin(), cookie };
      assert.deepEqual(await send({ method: 'POST', path: '/api/x', headers }), { status: 404, code: 'not_found' });
    }
  } finally {
    await other.close();
  }
});

test('when a page is opened, then its cookie is for no script and for no other site', async () => {
  const answer = await fetch(`${page.url}/traces`);
  assert.match(
    answer.headers.get('set-cookie') ?? '',
    /^spanshop-console-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/,
  );
  assert.notEqual((await fetch(`${page.url}/api/places`)).headers.has('set-cookie'), true);
});

test('when anything is answered, then only files with their hash in their name may be kept, and nothing comes from elsewhere', async () => {
  const document = await fetch(`${page.url}/traces`);
  const html = await document.text();
  const assets = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path as string);
  assert.ok(assets.length >= 3, html);
  for (const path of assets) {
    const { status, headers } = await fetch(page.url + path);
    assert.equal(status, 200);
    assert.match(headers.get('cache-control') ?? '', /immutable/);
  }
  for (const path of ['/', '/traces', '/api/places', '/api/nothing', '/assets/nothing.js', '/healthz']) {
    const { headers } = await fetch(page.url + path);
    assert.equal(headers.get('cache-control'), 'no-store', path);
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'.*frame-ancestors 'none'/, path);
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
  }
  assert.ok(!/https?:\/\/|<script>|<style|style=/.test(html), html);
  assert.ok(!/unsafe/.test(document.headers.get('content-security-policy') ?? ''));
});
