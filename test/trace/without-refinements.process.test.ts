import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { auditTrace, type DefectClass } from '@spanshop/analysis/integrity';
import type { Trace } from '@spanshop/analysis/model';
import { embeddedPlaces, insideServices, openMessages, readTraceUntil } from '@spanshop/local/traces';
import { checkOut, checkoutBody } from '../support/requests.ts';
import { type ProcessShop, startProcesses } from '../support/start-processes.ts';

const preload = new URL('../../shared/test/support/without-refinements.ts', import.meta.url).href;

let shop: ProcessShop;
before(async () => {
  shop = await startProcesses({ NODE_OPTIONS: `--import=${preload}`, WITHOUT_REFINEMENTS: 'all' });
});
after(() => shop.close());

/** Starts in whole milliseconds make times contradict each other, and baggage is on no span: that says nothing about the tree. */
const ofTheTree: readonly DefectClass[] = [
  'orphan',
  'unended-span',
  'doubled-call',
  'no-root',
  'several-roots',
  'service-missing',
  'duplicate-span-id',
  'cycle',
  'kinds-do-not-fit',
];

function defectsOfTheTree(trace: Trace) {
  const expectations = { services: insideServices, entryServices: ['gateway'], baggage: [] };
  return auditTrace(trace, expectations).filter(({ class: kind }) => ofTheTree.includes(kind));
}

const count = (trace: Trace, kind: string) => trace.spans.filter(span => span.kind === kind).length;

test('when the shop is traced by the SDK’s stock parts alone, then the trace of an order is whole', async () => {
  const answer = await checkOut(shop.gatewayUrl, checkoutBody());
  assert.equal(answer.status, 201);
  const traceId = String(answer.headers['traceresponse']).split('-')[1] ?? '';
  const isThere = (found: Trace) => count(found, 'server') >= 9 && defectsOfTheTree(found).length === 0;
  const trace = await readTraceUntil(embeddedPlaces(shop.traceStoreUrl).places[0], traceId, isThere, 15_000);
  assert.ok(trace);
  assert.deepEqual(defectsOfTheTree(trace), []);
  assert.deepEqual(openMessages(trace), []);
  assert.deepEqual([count(trace, 'server'), count(trace, 'producer'), count(trace, 'consumer')], [9, 1, 1]);
  // The refinements are really left out.
  assert.ok(
    trace.spans.every(({ attributes }) => !('service.peer.name' in attributes) && !('http.route' in attributes)),
  );
});
