import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { root } from '@spanshop/local/root';
import { detectSpelling, type Search, type Spelling, search, traceIdsOf } from '../../trace-store/test/query-client.ts';
import { checkOut, checkoutBody, orderIdOf } from '../support/requests.ts';
import { until } from '../support/until.ts';
import type { Stack } from './support/stack.ts';

const text = readFileSync(join(root, 'docs/exploring-traces.md'), 'utf8');
const links = [...text.matchAll(/<http:\/\/127\.0\.0\.1:16686(\/search\?[^>]+)>/g)].map(([, link = '']) => link);
const foundWithinMs = 20_000;

/** docs/exploring-traces.md, against the Jaeger that it is about. */
export function registerExploring(stack: Stack): void {
  describe('the searches of docs/exploring-traces.md', () => {
    let [orderId, spelling] = ['', 'camelCase' as Spelling];

    before(async () => {
      await stack.up();
      spelling = await detectSpelling(stack.urls.jaeger);
      const place = (differences = {}) => checkOut(stack.urls.gateway, checkoutBody(differences));
      orderId = orderIdOf(await place());
      await place({ paymentToken: 'tok_declined' });
      await place({ items: [{ sku: 'sku-0003', quantity: 1_000 }] });
      const { headers } = await place();
      const cancelled = await fetch(`${stack.urls.gateway}${headers['location']}/cancel`, { method: 'POST' });
      assert.ok(cancelled.status === 200 || cancelled.status === 409);
      // Customers who all want the same product wait for its row.
      for (let round = 0; round < 3; round += 1) await Promise.all(Array.from({ length: 20 }, () => place()));
    });

    test('when the document is read, then it has searches to try', () => assert.ok(links.length >= 12));

    for (const link of links) {
      const given = new URL(link, 'http://jaeger').searchParams;
      test(`when ${decodeURIComponent(link)} is searched, then there are traces`, async () => {
        const query = searchOf(given, orderId);
        const ids = await until(
          'a trace',
          async () => traceIdsOf(await search(stack.urls.jaeger, spelling, query)),
          found => found.length > 0,
          foundWithinMs,
        );
        assert.ok(ids.length > 0);
      });
    }
  });
}

/** The parameters of Jaeger's search page, as its query API takes them. */
function searchOf(given: URLSearchParams, orderId: string): Search {
  const [service, operation, minDuration, tags] = ['service', 'operation', 'minDuration', 'tags'].map(name =>
    given.get(name),
  );
  return {
    serviceName: service ?? '',
    ...(operation ? { operationName: operation } : {}),
    ...(minDuration ? { durationMin: minDuration } : {}),
    ...(tags ? { attributes: tags.replace('ORDER_ID', orderId) } : {}),
    searchDepth: '20',
  };
}
