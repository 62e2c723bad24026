import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { clearSpans } from '@spanshop/shared/testing';
import request from 'supertest';
import { orderBody } from '../support/order-body.ts';
import { startShop } from '../support/start-shop.ts';
import { malformedRequest } from './malformed-request.ts';
import { createRandom } from './random.ts';
import { type Answered, sendBytes } from './send-bytes.ts';

const requests = 10_000;
const atOnce = 40;
const seed = 20_261_126;
/** Longer than the gateway takes for anything, and than a request that never ends is waited for. */
const answerWithinMs = 10_000;

const shop = await startShop({}, { requestTimeoutMs: 1_000 });
after(() => shop.close());

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapBytes(): number {
  clearSpans();
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** What is wrong with an answer; undefined where nothing is. */
function faultOf({ status, headers, body }: Answered): string | undefined {
  const type = headers.get('content-type') ?? 'none';
  if (status < 400) return body === '' || type.startsWith('application/json') ? undefined : `${status} with ${type}`;
  if (!type.startsWith('application/problem+json')) return `${status} with ${type}`;
  if (body === '') return undefined;
  const problem = JSON.parse(body) as Record<string, unknown>;
  if (problem['status'] !== status || !problem['code']) return `a problem of another status than ${status}`;
  if (!/^[0-9a-f]{32}$/.test(String(problem['traceId']))) return `a problem ${problem['code']} without a trace`;
  return status === 500 || /\bat \S+ \(|node_modules|\.ts:\d|postgres/i.test(body) ? body : undefined;
}

test(`when ${requests} requests are malformed, then each is answered with JSON or a problem, none hangs, and nothing is left`, async t => {
  await shop.setStock('sku-0001', 100_000);
  const random = createRandom(seed);
  const statuses = new Map<string, number>();
  const faults: string[] = [];
  let left = requests;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      const bytes = malformedRequest(random);
      const outcome = await sendBytes(shop.port, bytes, answerWithinMs);
      const answers = outcome === 'hung' ? [] : outcome.answers;
      const ended = outcome === 'hung' ? 'hung' : String(answers[0]?.status ?? 'closed');
      statuses.set(ended, (statuses.get(ended) ?? 0) + 1);
      const found = outcome === 'hung' ? ['no answer'] : answers.map(faultOf);
      for (const fault of found)
        if (fault) faults.push(`${fault}: ${JSON.stringify(bytes.toString('latin1', 0, 300))}`);
      if (left % 1_000 === 0) clearSpans();
    }
  };
  const round = async () => {
    await Promise.all(Array.from({ length: atOnce }, worker));
  };
  // Code is loaded and pools are filled by the first tenth.
  left = requests / 10;
  await round();
  const before = heapBytes();
  left = requests - requests / 10;
  await round();
  const grownBytes = heapBytes() - before;
  t.diagnostic(JSON.stringify({ ...Object.fromEntries(statuses), grownBytes }));
  assert.deepEqual(faults.slice(0, 5), []);
  assert.ok(grownBytes < 20_000_000, `${grownBytes} bytes`);
  assert.ok((statuses.get('closed') ?? 0) < requests / 50, 'hardly any is not answered at all');
  for (const status of ['200', '201', '400', '404', '408', '413', '415', '421', '431']) {
    assert.ok(statuses.has(status), `${status} is among the answers`);
  }
});

test('when all of that is over, then an order is placed as ever', async () => {
  const placed = await request(shop.url).post('/orders').set('idempotency-key', 'after-the-storm').send(orderBody());
  assert.equal(placed.status, 201, JSON.stringify(placed.body));
});
