import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Trace } from '@spanshop/analysis/model';
import { readTraces } from '@spanshop/analysis/readers';
import { findFault } from '@spanshop/labs/catalogue';
import { untilInEffect, writeFlags } from '@spanshop/labs/flags';
import { SentenceError } from '@spanshop/shared/errors';
import { startLabShop, untilStill } from '../support/lab-shop.ts';
import { checkOut, checkoutBody } from '../support/requests.ts';
import { startProcesses } from '../support/start-processes.ts';

const nPlusOne = findFault('n-plus-one');
const order = checkoutBody({ items: [1, 2].map(item => ({ sku: `sku-000${item}`, quantity: 1 })) });
const aimed = { baggage: 'lab.fault=n-plus-one:3' };

/** How many statements price the cart, in each order's trace. */
async function statementsByTrace(traceStoreUrl: string): Promise<Map<string, number>> {
  await untilStill(traceStoreUrl);
  const query = new URLSearchParams({
    'query.start_time_min': new Date(Date.now() - 600_000).toISOString(),
    'query.start_time_max': new Date(Date.now() + 60_000).toISOString(),
    'query.num_traces': '1000',
  });
  const answer = await fetch(`${traceStoreUrl}/api/v3/traces?${query}`);
  return new Map(readTraces(await answer.text()).traces.map(trace => [trace.traceId, statementsOfQuote(trace)]));
}

function statementsOfQuote({ spans }: Trace): number {
  const quote = spans.find(({ kind, name }) => kind === 'server' && name === 'POST /quotes');
  return spans.filter(({ parentId, name }) => parentId === quote?.spanId && name.startsWith('SELECT')).length;
}

const traceIdOf = ({ headers }: Awaited<ReturnType<typeof checkOut>>) =>
  String(headers['traceresponse']).split('-')[1] as string;

test('when a request aims a fault at itself in lab mode, then it has it, and the request beside it has not', async () => {
  const shop = await startLabShop();
  try {
    const [hit, beside] = await Promise.all([
      checkOut(shop.gatewayUrl, order, undefined, aimed),
      checkOut(shop.gatewayUrl, order),
    ]);
    assert.deepEqual([hit.status, beside.status], [201, 201]);
    const statements = await statementsByTrace(shop.traceStoreUrl);
    const perItem = nPlusOne.magnitudes.values[2];
    assert.deepEqual(
      [hit, beside].map(answer => statements.get(traceIdOf(answer))),
      [2 * perItem, 1],
    );
  } finally {
    await shop.close();
  }
});

test('when lab mode is off, then neither a request nor the file of flags switches anything on', async () => {
  const shop = await startProcesses({ OTEL_BSP_SCHEDULE_DELAY: '100' });
  try {
    const on = { fault: nPlusOne, magnitude: 3, scope: { of: 'all' } } as const;
    const version = await writeFlags(shop.flagFile, [on]);
    const answers = [await checkOut(shop.gatewayUrl, order, undefined, aimed), await checkOut(shop.gatewayUrl, order)];
    const { flagFile, adminUrls } = shop;
    await assert.rejects(untilInEffect({ flagFile, adminUrls }, version, 1_000), (error: unknown) => {
      return error instanceof SentenceError && error.message.includes('runs without lab mode (LAB_MODE)');
    });
    answers.push(await checkOut(shop.gatewayUrl, order, undefined, aimed));
    const statements = await statementsByTrace(shop.traceStoreUrl);
    assert.deepEqual(
      answers.map(answer => statements.get(traceIdOf(answer))),
      [1, 1, 1],
    );
  } finally {
    await shop.close();
  }
});
