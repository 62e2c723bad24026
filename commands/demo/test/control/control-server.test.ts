import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { after, beforeEach, test } from 'node:test';
import { startShoppers } from '@spanshop/local/shoppers';
import { createControlServer } from '../../src/control/control-server.ts';
import type { ShopDescription } from '../../src/control/describe-shop.ts';

const shoppers = startShoppers('http://127.0.0.1:9', 0);
const describe = () => ({ shoppers: { inside: 0, pausedForMs: shoppers.pausedForMs() } }) as ShopDescription;
const server = createControlServer({ describe, shoppers }, ['shop.example']).listen(0, '127.0.0.1');
await once(server, 'listening');
after(() => server.close());
beforeEach(() => shoppers.pauseFor(0));

interface Sent {
  body?: string;
  host?: string;
  origin?: string;
}

async function send(method: string, path: string, { body, host = 'localhost', origin }: Sent = {}) {
  const { port } = server.address() as AddressInfo;
  const sent = request({ host: '127.0.0.1', port, method, path, headers: { host, ...(origin && { origin }) } });
  sent.end(body);
  const [answer] = await once(sent, 'response');
  const text = (await answer.toArray()).join('');
  const type = answer.headers['content-type'];
  return { status: answer.statusCode as number, type, body: JSON.parse(text) as ShopDescription & { detail?: string } };
}

test('when shoppers are sent away for a while, then the door is closed for so long and no longer', async () => {
  const { status, body } = await send('PUT', '/shoppers', { body: '{"pausedForMs":60000}' });
  assert.equal(status, 200);
  assert.ok(body.shoppers.pausedForMs > 55_000 && body.shoppers.pausedForMs <= 60_000);
});

test('when nobody asks again, then the door opens by itself', async () => {
  await send('PUT', '/shoppers', { body: '{"pausedForMs":1}' });
  await new Promise(resolve => setTimeout(resolve, 5));
  assert.equal((await send('GET', '/')).body.shoppers.pausedForMs, 0);
});

test('when the shoppers are let in again, then the door is open at once', async () => {
  await send('PUT', '/shoppers', { body: '{"pausedForMs":60000}' });
  assert.equal((await send('DELETE', '/shoppers')).body.shoppers.pausedForMs, 0);
});

for (const body of [
  '',
  '{}',
  '{"pausedForMs":0}',
  '{"pausedForMs":120001}',
  '{"pausedForMs":1.5}',
  '[',
  'x'.repeat(2_000),
]) {
  test(`when shoppers are sent away by ${JSON.stringify(body.slice(0, 30))}, then it is refused and they stay`, async () => {
    const { status, type, body: said } = await send('PUT', '/shoppers', { body });
    assert.deepEqual([status, type], [400, 'application/problem+json']);
    assert.match(said.detail ?? '', /pausedForMs/);
    assert.equal(shoppers.pausedForMs(), 0);
  });
}

test('when something else is asked, then the answer names what there is', async () => {
  const { status, type, body } = await send('POST', '/shoppers', { body: '{"pausedForMs":60000}' });
  assert.deepEqual([status, type], [404, 'application/problem+json']);
  assert.match(body.detail ?? '', /PUT \/shoppers/);
});

test('when connections are held that send nothing or half of it, then they are soon let go of', {
  timeout: 10_000,
}, async t => {
  const { port } = server.address() as AddressInfo;
  const held = Array.from({ length: server.maxConnections }, () => connect(port, '127.0.0.1').resume());
  t.after(() => {
    for (const socket of held) socket.destroy();
  });
  for (const socket of held.slice(10)) socket.write('PUT /shoppers HTTP/1.1\r\nHost: localhost\r\n');
  await Promise.all(held.map(socket => once(socket, 'close')));
  assert.equal((await send('GET', '/')).status, 200);
});

test('when it is called by a name that it was told, then it answers', async () => {
  assert.equal((await send('GET', '/', { host: 'shop.example:8089' })).status, 200);
});

test('when a page of somebody else asks under its own name, then it learns nothing', async () => {
  assert.equal((await send('GET', '/', { host: 'evil.example:8089' })).status, 421);
});

test('when a page of somebody else would send the shoppers away, then they stay', async () => {
  const { status } = await send('PUT', '/shoppers', { body: '{"pausedForMs":60000}', origin: 'http://evil.example' });
  assert.equal(status, 403);
  assert.equal(shoppers.pausedForMs(), 0);
});
