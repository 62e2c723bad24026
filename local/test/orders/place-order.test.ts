import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { placeOrder } from '../../src/orders/index.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';

/** What stands where the gateway should be. */
async function listen(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('when the gateway takes the order, then its id is known, and its trace where one is named', async t => {
  const headers = { traceresponse: `00-${traceId}-b7ad6b7169203331-01` };
  const traced = await listen(t, (_, response) => response.writeHead(201, headers).end('{"id":"one"}'));
  const untraced = await listen(t, (_, response) => response.writeHead(201).end('{"id":"two"}'));
  const [first, second] = [await placeOrder(traced), await placeOrder(untraced)];
  assert.deepEqual([first.id, first.traceId], ['one', traceId]);
  assert.deepEqual([second.id, second.traceId], ['two', undefined]);
});

test('when the gateway refuses the order, or is none, then a sentence says so', async t => {
  const refusing = await listen(t, (_, response) => response.writeHead(402).end('{"detail":"card declined"}'));
  const page = await listen(t, (_, response) => response.end('<p>Something else</p>'));
  await assert.rejects(placeOrder(refusing), { name: 'SentenceError', message: /answered 402 .*: card declined/ });
  await assert.rejects(placeOrder(page), { name: 'SentenceError', message: /answered 200 .*: no reason given/ });
  await assert.rejects(placeOrder('http://127.0.0.1:2'), { name: 'SentenceError', message: /^no shop answers at / });
});
