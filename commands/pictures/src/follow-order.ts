import { randomUUID } from 'node:crypto';
import type { Trace } from '@spanshop/analysis/model';
import { exampleOrder, traceIdOf } from '@spanshop/local/shoppers';
import { embeddedPlaces, isWhole, readTraceUntil } from '@spanshop/local/traces';
import { SentenceError } from '@spanshop/shared/errors';

/** The first orders of a shop open its connections, and some meet a busy machine; nobody wants to see that. */
const orders = 20;
const callTimeoutMs = 10_000;
const wholeWithinMs = 30_000;

/**
 * Places orders, and gives the trace of the one that was answered soonest, once it is shipped.
 *
 * @throws SentenceError where no shop answers, or the trace does not get whole
 */
export async function followOrder(gatewayUrl: string, queryUrl: string): Promise<Trace> {
  const placed: PlacedOrder[] = [];
  while (placed.length < orders) placed.push(await placeOrder(gatewayUrl));
  const { traceId } = placed.reduce((soonest, next) => (next.answeredMs < soonest.answeredMs ? next : soonest));
  const [store] = embeddedPlaces(queryUrl).places;
  const trace = await readTraceUntil(store, traceId, isWhole, wholeWithinMs);
  if (trace && isWhole(trace)) return trace;
  throw new SentenceError(`the trace ${traceId} was not whole at ${queryUrl} within ${wholeWithinMs / 1_000} s`);
}

interface PlacedOrder {
  traceId: string;
  answeredMs: number;
}

async function placeOrder(gatewayUrl: string): Promise<PlacedOrder> {
  const startedAt = performance.now();
  const answer = await fetch(`${gatewayUrl}/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify(exampleOrder),
    signal: AbortSignal.timeout(callTimeoutMs),
  }).catch(error => {
    throw new SentenceError(`no shop answers at ${gatewayUrl}: npm run pictures -- --help`, { cause: error });
  });
  await answer.body?.cancel();
  const traceId = traceIdOf(answer.headers);
  if (!answer.ok || !traceId) throw new SentenceError(`the shop answered ${answer.status} to an order`);
  return { traceId, answeredMs: performance.now() - startedAt };
}
