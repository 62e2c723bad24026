export { forgetData } from './forget-data.ts';
export type { DatabaseOptions } from './start-database.ts';
export { type Shop, startShop } from './start-shop.ts';
