import type { Trace } from '@spanshop/analysis/model';
import { placeOrder, untilShipped } from '@spanshop/local/orders';
import { memoryOf } from '@spanshop/local/processes';
import type { Shop } from '@spanshop/local/shop';
import type { TracePlace } from '@spanshop/local/traces';
import { hasHttpPart, isWhole, readTraceUntil } from '@spanshop/local/traces';
import { SentenceError } from '@spanshop/shared/errors';
import type { Screen } from '@spanshop/terminal';
import type { ShopPlan } from '../plan-shop.ts';
import { checkBooks } from './check-books.ts';
import { checkOtherPlace } from './check-other-place.ts';
import { checkTrace } from './checks.ts';
import { checkList, memoryTable, seconds } from './report.ts';
import { traceTable } from './trace-table.ts';

export interface OnceOptions extends ShopPlan {
  shop: Shop;
  screen: Screen;
}

const traceWithinMs = 20_000;

/** Places one order, waits until it is shipped and its trace is whole, shows and checks it. Gives the exit code. */
export async function runOnce(options: OnceOptions): Promise<number> {
  const { gatewayUrl, traces, acquirer, shop, screen } = options;
  const [place, ...others] = traces.places;
  // Counted from the start of our process.
  const elapsedMs = () => performance.now();
  await shop.ready;
  const readyMs = elapsedMs();
  const order = await placeOrder(gatewayUrl);
  const { traceId } = order;
  if (!traceId) throw new SentenceError('the gateway did not name the trace of the order');
  const httpPart = readTraceUntil(place, traceId, hasHttpPart, traceWithinMs).then(() => elapsedMs());
  await untilShipped(gatewayUrl, order);
  const httpPartMs = await httpPart;
  const trace = await readTraceUntil(place, traceId, isWhole, traceWithinMs);
  const wholeMs = elapsedMs();
  if (!trace) throw notThere(traceId, place);
  const elsewhere = await Promise.all(others.map(other => checkOtherPlace(other, trace, traceWithinMs)));

  const checks = [...checkTrace(trace, acquirer?.received ?? []), ...elsewhere, await checkBooks(options.auditorUrl)];
  screen.print(`\nOrder ${order.id} was shipped. Its trace ${traceId} in ${place.name}:\n\n${traceTable(trace)}`);
  screen.print(`\nChecks:\n${checkList(checks)}`);
  screen.print(
    `\nTimes from the command's start: shop ready ${seconds(readyMs)}, HTTP part of the trace visible ${seconds(httpPartMs)}, whole trace of the shipped order visible ${seconds(wholeMs)}.`,
  );
  screen.print(`\n${memoryTable(memoryOf([...shop.processes(), { name: 'launcher', pid: process.pid }]))}`);
  screen.print(
    `\n${verdict(
      checks.every(({ passed }) => passed),
      trace,
    )}`,
  );
  return checks.every(({ passed }) => passed) ? 0 : 1;
}

function verdict(good: boolean, { spans }: Trace): string {
  return good
    ? `All ${spans.length} spans are as they should be. Next: npm run demo, and follow orders of your own.`
    : 'The trace is not as it should be.';
}

function notThere(traceId: string, { name }: TracePlace): SentenceError {
  return new SentenceError(
    `the trace ${traceId} did not reach ${name} within ${traceWithinMs / 1_000} s: do OTEL_* variables send it elsewhere?`,
  );
}
