import { exampleOrder } from '@spanshop/local/orders';
import type { Shop } from '@spanshop/local/shop';
import { startShoppers } from '@spanshop/local/shoppers';
import { type Screen, tellError } from '@spanshop/terminal';
import type { Sampler } from './control/describe-shop.ts';
import { startControl } from './control/start-control.ts';
import type { ShopPlan } from './plan-shop.ts';
import { showFigures } from './show-figures.ts';

export interface KeepOpenOptions extends ShopPlan {
  shop: Shop;
  screen: Screen;
  ordersPerSecond: number;
  tour: boolean;
  environment: NodeJS.ProcessEnv;
  /** How many of the traces are kept, in the standard variables. */
  sampler: Sampler;
  /** Aborts when the shop is to be closed. */
  signal: AbortSignal;
}

/** The shop as it is for whoever tries it: says what to open, lets shoppers in and shows figures, until it is closed. */
export async function keepOpen(options: KeepOpenOptions): Promise<number> {
  const { shop, screen, ordersPerSecond, gatewayUrl, traces, signal } = options;
  const closed = new Promise<void>(resolve => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve());
  });
  await Promise.race([shop.ready, closed]);
  if (signal.aborted) return 0;
  screen.print(whatToOpen(options));
  const shoppers = startShoppers(gatewayUrl, ordersPerSecond);
  const control = await startControl(options, shoppers);
  if (options.tour) {
    const { tour } = await import('./tour.ts');
    await tour({ ...options, linkTo: traces.linkTo }).catch(error => tellError('npm run demo', error));
  }
  const stopFigures = showFigures(shoppers.figures, traces, screen);
  await closed;
  await control?.close();
  await shoppers.stop();
  stopFigures();
  return 0;
}

function whatToOpen({ gatewayUrl, consoleUrl, traces, ordersPerSecond }: KeepOpenOptions): string {
  const seconds = (performance.now() / 1_000).toFixed(1);
  const buyers = ordersPerSecond > 0 ? `shoppers place ${ordersPerSecond} orders a second` : 'nobody shops';
  return `
Ready after ${seconds} s; ${buyers}. Ctrl-C stops everything.

  console   ${consoleUrl}    the traces of the shop
  shop      ${gatewayUrl}/products    API: ${gatewayUrl}/openapi.json
${traces.toOpen.map(line => `  ${line}`).join('\n')}

Place an order; the header traceresponse of the answer holds the trace id between its first two dashes:

  curl -i ${gatewayUrl}/orders -H 'content-type: application/json' -H "idempotency-key: my-order-$RANDOM" \\
    -d '${JSON.stringify(exampleOrder)}'
`;
}
