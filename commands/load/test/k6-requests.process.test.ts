import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { realTools } from '@spanshop/local/testing';
import type { RequestReport } from '../src/k6/parse-report.ts';
import { startK6 } from '../src/k6/start-k6.ts';

const tools = await realTools('k6');
const traceId = '0af7651916cd43dd8448eb211c80319c';
const answers: Readonly<Record<string, unknown>> = {
  '/products': { products: [{ sku: 'sku-0001' }] },
  '/customers': { orders: [] },
};

test('when k6 visits, then it names no parent, and the trace of a request is the one that the answer names, or none', {
  skip: tools.skip,
}, async () => {
  const visits: IncomingHttpHeaders[] = [];
  const shop = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://shop');
    if (request.headers['baggage']) visits.push(request.headers);
    const answer = answers[pathname.replace(/^(\/customers)\/.*/, '$1')];
    // A single product is what this shop never answers with.
    if (answer) response.setHeader('traceresponse', `00-${traceId}-b7ad6b7169203331-01`).end(JSON.stringify(answer));
    else request.socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(shop, 'listening');
  const folder = mkdtempSync(join(tmpdir(), 'spanshop-k6-'));
  const reports: RequestReport[] = [];
  try {
    const { port } = shop.address() as AddressInfo;
    await startK6({
      k6: { kind: 'program', path: tools.pathOf('k6'), version: '' },
      scenario: 'steady-browse',
      folder,
      shown: false,
      variables: {
        BASE_URL: `http://127.0.0.1:${port}`,
        RUN_ID: 'a-run',
        REQUEST_LOG: 'every',
        LOAD_SECONDS: '2',
        LOAD_RATE: '3',
      },
      onRequest: report => void reports.push(report),
      onLine: () => {},
    }).ended;
  } finally {
    shop.close();
    shop.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  }

  assert.ok(visits.length >= 8, `${visits.length} requests`);
  assert.ok(visits.every(({ baggage }) => baggage === 'shop.synthetic=steady-browse:browse:a-run'));
  assert.deepEqual(
    visits.flatMap(({ traceparent }) => traceparent ?? []),
    [],
  );
  const told = (operation: string) =>
    reports
      .filter(report => report.operation === operation)
      .map(({ status, failed, traceId, sampled }) => ({ status, failed, traceId, sampled }));
  const [answered, unanswered] = [told('GET /products'), told('GET /products/{sku}')];
  assert.ok(answered.length >= 4 && unanswered.length >= 4);
  for (const report of answered) assert.deepEqual(report, { status: 200, failed: false, traceId, sampled: true });
  for (const report of unanswered) {
    assert.deepEqual(report, { status: 0, failed: true, traceId: undefined, sampled: undefined });
  }
});
