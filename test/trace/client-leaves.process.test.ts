import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { auditTrace } from '@spanshop/analysis/integrity';
import type { Span, Trace } from '@spanshop/analysis/model';
import { embeddedPlaces, openCalls, readTraceUntil } from '@spanshop/local/traces';
import { checkOut, checkoutBody } from '../support/requests.ts';
import { type ProcessShop, startProcesses } from '../support/start-processes.ts';

const orders = 60;

let shop: ProcessShop;
let traces: Trace[];
before(async () => {
  shop = await startProcesses();
  for (let count = 0; count < 3; count += 1) await checkOut(shop.gatewayUrl, checkoutBody());
  const traceIds: string[] = [];
  for (let count = 0; count < orders; count += 1) traceIds.push(await orderAndLeave(5 + (count % 10) * 5));
  traces = await Promise.all(traceIds.map(traceOf));
});
after(() => shop.close());

/** @returns the id of the trace that the client began */
async function orderAndLeave(afterMs: number): Promise<string> {
  const { hostname, port } = new URL(shop.gatewayUrl);
  const traceId = randomBytes(16).toString('hex');
  const body = JSON.stringify(checkoutBody());
  const headers = {
    Host: `${hostname}:${port}`,
    'Content-Type': 'application/json',
    'Content-Length': body.length,
    'Idempotency-Key': randomUUID(),
    traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01`,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const socket = connect(Number(port), hostname);
  socket.write(`POST /orders HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
  socket.resume();
  await sleep(afterMs);
  socket.destroy();
  return traceId;
}

async function traceOf(traceId: string): Promise<Trace> {
  const found = await readTraceUntil(embeddedPlaces(shop.traceStoreUrl).places[0], traceId, isOver, 20_000);
  assert.ok(found);
  return found;
}

/** What the client asked for has been done, and fulfillment has taken its message. */
function isOver(trace: Trace): boolean {
  const has = (kind: Span['kind'], service: string) =>
    trace.spans.some(span => span.kind === kind && span.service === service);
  return (
    has('server', 'gateway') &&
    openCalls(trace).length === 0 &&
    has('producer', 'orders') &&
    has('consumer', 'fulfillment')
  );
}

const entryOf = (trace: Trace) =>
  trace.spans.find(({ kind, service }) => kind === 'server' && service === 'gateway') as Span;

test('when clients leave before they are answered, then no span claims a status that was not sent', () => {
  const entries = traces.map(entryOf);
  const unanswered = entries.filter(({ attributes }) => attributes['http.response.status_code'] === undefined);
  assert.ok(unanswered.length > orders / 4, `${unanswered.length} of ${orders} left in time`);
  for (const { attributes, status, name } of unanswered) {
    assert.equal(attributes['error.type'], 'client_disconnected');
    assert.equal(status, 'error');
    assert.match(name, /^POST/);
  }
  for (const { attributes } of entries.filter(entry => !unanswered.includes(entry))) {
    assert.equal(attributes['http.response.status_code'], 201);
  }
});

test('when clients leave before they are answered, then their orders are done, and the audit finds their traces whole', () => {
  const defects = traces.flatMap(trace => auditTrace(trace, { entryServices: ['gateway'] }));
  assert.deepEqual(
    defects.map(({ sentence }) => sentence),
    [],
  );
});

test('when clients leave before they are answered, then nothing is written to spans that have ended, and the log is JSON', () => {
  const lines = shop.log().filter(line => !line.startsWith('{') || /ended Span/.test(line));
  assert.deepEqual(lines, []);
});
