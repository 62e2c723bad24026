import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPorts } from '../../src/ports/index.ts';
import { refusedPorts } from '../../src/ports/refused-ports.ts';

/** Whether fetch refuses to ask a port; nothing is sent. */
async function isRefused(port: number): Promise<boolean> {
  const dispatcher = {
    dispatch() {
      throw new Error('it would ask');
    },
  };
  const options = { dispatcher } as unknown as RequestInit;
  const reason = await fetch(`http://127.0.0.1:${port}`, options).catch(error => String(error.cause?.message));
  assert.ok(reason === 'bad port' || reason === 'it would ask', String(reason));
  return reason === 'bad port';
}

test('when fetch is asked, then it refuses the ports that we know of, and no other up to 12,000', async () => {
  const refused: number[] = [];
  for (let port = 1; port <= 12_000; port += 1) if (await isRefused(port)) refused.push(port);
  assert.deepEqual(refused, [...refusedPorts]);
});

test('when ports are chosen that nobody could ask, then one sentence names them and the exit code is 2', async () => {
  const uses = [
    { name: 'gateway', port: 10_080 },
    { name: 'orders', port: 24_999 },
    { name: 'orders', port: 6_000 },
  ];
  await assert.rejects(checkPorts(uses, { inUse: 'choose others' }), {
    name: 'SentenceError',
    exitCode: 2,
    message: 'browsers and fetch refuse to ask port 10080 (gateway) and port 6000 (orders): choose others',
  });
});
