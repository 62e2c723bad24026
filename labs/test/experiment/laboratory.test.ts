import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { openLaboratory, queryUrlOf } from '../../src/experiment/index.ts';

async function listen(t: TestContext, listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** What answers as a gateway that is ready. */
const gateway: RequestListener = ({ url }, response) =>
  response.end(url === '/openapi.json' ? JSON.stringify({ info: { title: 'Spanshop' } }) : '{}');

test('when no shop runs, then a sentence says how to start one', async () => {
  await assert.rejects(openLaboratory({ LAUNCHER_PORT: '2', GATEWAY_PORT: '3' }), {
    name: 'SentenceError',
    exitCode: 1,
    message: /^nothing answers at http:\/\/127\.0\.0\.1:3: start the shop first/,
  });
});

test('when the shop runs without lab mode, then a sentence says how to have it', async t => {
  const gatewayUrl = `http://127.0.0.1:${await listen(t, gateway)}`;
  const launcher = await listen(t, (_, response) => response.end(JSON.stringify({ gatewayUrl })));
  await assert.rejects(openLaboratory({ LAUNCHER_PORT: String(launcher) }), {
    name: 'SentenceError',
    exitCode: 1,
    message: 'the shop runs without lab mode: start it with LAB_MODE=on',
  });
});

test('when nobody can be asked for the traces, then faults can be switched, and what is loaded says so before anybody comes', async t => {
  const gatewayUrl = `http://127.0.0.1:${await listen(t, gateway)}`;
  const lab = { flagFile: '/nowhere/flags.json', adminUrls: {} };
  const launcher = await listen(t, (_, response) => response.end(JSON.stringify({ gatewayUrl, lab })));
  const { shop } = await openLaboratory({ LAUNCHER_PORT: String(launcher) });
  assert.deepEqual(shop.lab, lab);
  assert.throws(() => queryUrlOf(shop), {
    name: 'SentenceError',
    message: /^nothing that keeps the traces can be asked/,
  });
});
