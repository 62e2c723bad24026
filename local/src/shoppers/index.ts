export { startArrivals } from './arrivals.ts';
export { exampleOrder } from './example-order.ts';
export { createFigures, type Figures } from './figures.ts';
export { pickShopper, type Shopper } from './people.ts';
export { createShopClient, type ShopClient, traceIdOf } from './shop-client.ts';
export { type Shoppers, startShoppers } from './start-shoppers.ts';
export { browse, buy, type Visit } from './visits.ts';
