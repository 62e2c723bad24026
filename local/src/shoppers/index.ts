export { startArrivals } from './arrivals.ts';
export { createFigures, type Figures } from './figures.ts';
export { bestSellers, pickShopper, type Shopper } from './people.ts';
export { type Answer, type Call, createShopClient, type ShopClient } from './shop-client.ts';
export { type Shoppers, startShoppers } from './start-shoppers.ts';
export { browse, buy, type Visit } from './visits.ts';
