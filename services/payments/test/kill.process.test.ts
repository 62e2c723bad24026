import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertLedgersAgree } from './support/ledgers.ts';
import { type RunningPayments, startPayments } from './support/payments.ts';
import { chargeRequest } from './support/requests.ts';
import { until } from './support/until.ts';

const server = join(import.meta.dirname, '../src/server.ts');
const captures = /captures$/;

let payments: RunningPayments;
before(async () => {
  payments = await startPayments({
    ACQUIRER_TIMEOUT_MS: '300',
    REQUEST_TIMEOUT_MS: '350',
    SETTLE_AFTER_MS: '400',
    SETTLE_INTERVAL_MS: '50',
  });
});
after(() => payments.close());

interface Process {
  url: string;
  child: ChildProcess;
  output(): string;
}

/** The traced service as a process of its own. */
async function startProcess(): Promise<Process> {
  const child = fork(server, {
    execArgv: ['--import', '@spanshop/shared/preload'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...payments.environment, OTEL_TRACES_EXPORTER: 'none' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => (output += chunk));
  const [{ port }] = await once(child, 'message');
  return { url: `http://127.0.0.1:${port}`, child, output: () => output };
}

async function end({ child }: Process, signal: NodeJS.Signals): Promise<number | null> {
  const ended = once(child, 'exit');
  child.kill(signal);
  const [code] = await ended;
  return code;
}

const charge = ({ url }: Process, body: object) =>
  fetch(`${url}/charges`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });

test('when the process is killed while charges are under way, then the next one settles them', {
  timeout: 60_000,
}, async () => {
  const arrives = chargeRequest({ paymentToken: 'tok_never_shown' });
  const isLost = chargeRequest({ paymentToken: 'tok_never_shown' });
  const killed = await startProcess();
  payments.proxy.when('POST', captures, { do: 'hold', caller: 'waits' });
  const first = charge(killed, arrives).catch(() => 'broken');
  await until(() => payments.proxy.requests.length === 1);
  await end(killed, 'SIGKILL');
  assert.equal(await first, 'broken');
  const [late] = await payments.proxy.release();
  assert.equal(late?.status, 201);
  payments.proxy.reset();

  const next = await startProcess();
  await until(async () => (await payments.stored(arrives.orderId))?.status === 'charged');
  payments.proxy.when('POST', captures, { do: 'refuse' }, 1);
  assert.equal((await charge(next, isLost)).status, 504);
  await until(async () => (await payments.captured(isLost.orderId)) === 'reversed');
  await until(async () => (await payments.stored(isLost.orderId))?.reversalPending === false);
  await assertLedgersAgree(payments.auditor);

  assert.equal(await end(next, 'SIGTERM'), 0);
  const output = killed.output() + next.output();
  assert.match(output, /request failed/);
  assert.match(output, /looked after open charges/);
  assert.doesNotMatch(output, /tok_/);
});
