import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { checkIsHere, checkIsUp } from '../../src/running-shop/check-target.ts';
import { askLauncher, findShop } from '../../src/running-shop/find-shop.ts';

for (const url of ['http://127.0.0.1:8080', 'http://localhost:1', 'http://127.8.9.1', 'http://[::1]:8080']) {
  test(`when the target is ${url}, then it is this machine`, () => checkIsHere(url, false));
}

for (const url of ['http://example.com', 'http://10.0.0.1:8080', 'http://127.0.0.1.example.com', 'http://0.0.0.0']) {
  test(`when the target is ${url}, then it is refused unless that is allowed`, () => {
    assert.throws(() => checkIsHere(url, false), { exitCode: 2, message: /is not this machine.*--allow-remote/ });
    checkIsHere(url, true);
  });
}

let answer = (_path: string): { status: number; body: string } => ({ status: 404, body: '' });
const server = createServer((request, response) => {
  const { status, body } = answer(request.url ?? '');
  response.writeHead(status).end(body);
}).listen(0, '127.0.0.1');
await once(server, 'listening');
after(() => server.close());
const port = String((server.address() as AddressInfo).port);
const shop = { gatewayUrl: `http://127.0.0.1:${port}`, adminUrls: {}, launcherUrl: undefined };

test('when something else listens there, then one sentence says that it is no shop', async () => {
  answer = () => ({ status: 200, body: '<html>' });
  await assert.rejects(checkIsUp(shop), { exitCode: 1, message: /is not the gateway of a Spanshop/ });
});

test('when the shop is not ready, then one sentence says so', async () => {
  answer = path =>
    path === '/openapi.json' ? { status: 200, body: '{"title":"Spanshop"}' } : { status: 503, body: '' };
  await assert.rejects(checkIsUp(shop), { exitCode: 1, message: /is not ready/ });
});

test('when nothing listens there, then one sentence says how to start the shop', async () => {
  const gone = { ...shop, gatewayUrl: 'http://127.0.0.1:9' };
  await assert.rejects(checkIsUp(gone), { exitCode: 1, message: /nothing answers at .*npm run demo/ });
});

const described = { gatewayUrl: 'http://127.0.0.1:8123', adminUrls: { inventory: 'http://127.0.0.1:9123' } };

test('when a launcher runs, then the shop is the one that it describes', async () => {
  answer = () => ({ status: 200, body: JSON.stringify(described) });
  const found = await findShop({ baseUrl: undefined, environment: { LAUNCHER_PORT: port } });
  assert.deepEqual(found, { ...described, launcherUrl: `http://127.0.0.1:${port}` });
});

test('when the launcher is too busy to answer, then it is not taken for none', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  try {
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    await assert.rejects(askLauncher(url, 50), {
      exitCode: 1,
      message: /\(LAUNCHER_PORT\) does not answer within 50 ms$/,
    });
  } finally {
    silent.closeAllConnections();
    silent.close();
  }
});

test('when the launcher takes no connection at the moment, then it is not taken for none', async () => {
  const full = createServer(() => {}).listen(0, '127.0.0.1');
  full.on('connection', socket => socket.resetAndDestroy());
  await once(full, 'listening');
  const environment = { LAUNCHER_PORT: String((full.address() as AddressInfo).port) };
  try {
    await assert.rejects(findShop({ baseUrl: undefined, environment }), {
      message: /\(LAUNCHER_PORT\) does not answer$/,
    });
  } finally {
    full.close();
  }
});

test('when another shop than that of the launcher is asked for, then nothing but its gateway is known', async () => {
  answer = () => ({ status: 200, body: JSON.stringify(described) });
  const found = await findShop({ baseUrl: 'http://127.0.0.1:1/', environment: { LAUNCHER_PORT: port } });
  assert.deepEqual(found, { gatewayUrl: 'http://127.0.0.1:1', adminUrls: {}, launcherUrl: undefined });
});

test('when no launcher runs, then the shop is that of compose, by its ports', async () => {
  answer = () => ({ status: 500, body: '' });
  const environment = { LAUNCHER_PORT: port, GATEWAY_PORT: '8001', ORDERS_ADMIN_PORT: '9002', JAEGER_PORT: '1003' };
  const found = await findShop({ baseUrl: undefined, environment });
  assert.equal(found.gatewayUrl, 'http://127.0.0.1:8001');
  assert.equal(found.adminUrls['orders'], 'http://127.0.0.1:9002');
  assert.equal(found.traces?.link, 'http://127.0.0.1:1003/trace/{traceId}');
});

for (const environment of [
  { LAUNCHER_PORT: 'x' },
  { LAUNCHER_PORT: port, GATEWAY_PORT: '70000' },
  { LAUNCHER_PORT: port, ORDERS_ADMIN_PORT: '0' },
]) {
  test(`when a port is ${JSON.stringify(environment)}, then it is refused`, async () => {
    answer = () => ({ status: 500, body: '' });
    await assert.rejects(findShop({ baseUrl: undefined, environment }), {
      exitCode: 2,
      message: /^invalid configuration: (LAUNCHER|GATEWAY|ORDERS_ADMIN)_PORT: /,
    });
  });
}

for (const baseUrl of ['shop', 'ftp://127.0.0.1', '']) {
  test(`when --base-url is ${JSON.stringify(baseUrl)}, then it is refused`, async () => {
    await assert.rejects(findShop({ baseUrl, environment: { LAUNCHER_PORT: port } }), { exitCode: 2 });
  });
}
