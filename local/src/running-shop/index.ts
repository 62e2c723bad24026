export { checkIsHere, checkIsUp } from './check-target.ts';
export { askLauncher, type FindOptions, findShop, normalized } from './find-shop.ts';
export { pauseShoppers } from './pause-shoppers.ts';
export { publishedShop } from './published-shop.ts';
export { restock } from './restock.ts';
export type { KnownShop, Lab, Shop } from './shop.ts';
