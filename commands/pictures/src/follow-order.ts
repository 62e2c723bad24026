import type { Trace } from '@spanshop/analysis/model';
import { type PlacedOrder, placeOrder } from '@spanshop/local/orders';
import { embeddedPlaces, isWhole, readTraceUntil } from '@spanshop/local/traces';
import { SentenceError } from '@spanshop/shared/errors';

/** The first orders of a shop open its connections, and some meet a busy machine; nobody wants to see that. */
const orders = 20;
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
  if (!traceId) throw new SentenceError('the gateway did not name the trace of the order');
  const [store] = embeddedPlaces(queryUrl).places;
  const trace = await readTraceUntil(store, traceId, isWhole, wholeWithinMs);
  if (trace && isWhole(trace)) return trace;
  throw new SentenceError(`the trace ${traceId} was not whole at ${queryUrl} within ${wholeWithinMs / 1_000} s`);
}
