import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startShoppers } from '../../src/shoppers/start-shoppers.ts';

test('when shoppers are paused, then nobody comes in, and when the pause is over they come again', async () => {
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    response.writeHead(500).end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const shoppers = startShoppers(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 100);
  try {
    shoppers.pauseFor(60_000);
    await sleep(200);
    assert.equal(requests, 0);
    assert.equal(shoppers.inside(), 0);
    shoppers.pauseFor(0);
    while (requests === 0) await sleep(10);
  } finally {
    await shoppers.stop();
    server.closeAllConnections();
    server.close();
  }
});
