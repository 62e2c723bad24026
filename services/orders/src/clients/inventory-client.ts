import { type Quote, type QuoteRequest, quote, reservation } from '@spanshop/shared/contracts/inventory';
import type { HttpClient } from '@spanshop/shared/http';
import type { Inventory } from '../domain/peers.ts';

export function createInventoryClient(http: HttpClient): Inventory {
  return {
    quote: request =>
      http.call({
        method: 'POST',
        path: '/quotes',
        body: request,
        response: quote,
        expects: { currency: request.currency },
        isAnswer: answer => isQuoteFor(request, answer),
        attempts: 2,
      }),
    async reserve(request) {
      const expects = { orderId: request.orderId, status: 'reserved' };
      await http.call({ method: 'POST', path: '/reservations', body: request, response: reservation, expects });
    },
    async release(orderId) {
      const path = '/reservations/{orderId}/release';
      const expects = { orderId, status: 'released' };
      await http.call({ method: 'POST', path, parameters: { orderId }, response: reservation, expects, attempts: 3 });
    },
  };
}

/** The pieces that were asked for, and a total that is theirs. */
function isQuoteFor({ items }: QuoteRequest, { lines, totalMinor }: Quote): boolean {
  const quantityOf = new Map(lines.map(({ sku, quantity }) => [sku, quantity]));
  return (
    lines.length === items.length &&
    items.every(({ sku, quantity }) => quantityOf.get(sku) === quantity) &&
    lines.every(line => line.lineTotalMinor === line.unitPriceMinor * line.quantity) &&
    totalMinor === lines.reduce((total, line) => total + line.lineTotalMinor, 0)
  );
}
