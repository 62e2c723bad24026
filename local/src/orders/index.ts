export { exampleOrder } from './example-order.ts';
export { type OrderBook, type OrderFate, openOrderBook } from './order-book.ts';
export { type PlacedOrder, placeOrder } from './place-order.ts';
export { traceIdOf } from './trace-id-of.ts';
export { untilShipped } from './until-shipped.ts';
