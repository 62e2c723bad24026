export { forgetData } from './forget-data.ts';
export type { DatabaseOptions } from './start-database.ts';
export { type Shop, type ShopOptions, startShop } from './start-shop.ts';
