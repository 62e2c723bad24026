import type { Quote, QuoteRequest } from '@spanshop/shared/contracts/inventory';
import type { Currency } from '@spanshop/shared/contracts/values';
import { AppError } from '@spanshop/shared/errors';
import type { Prices } from './catalogue.ts';

/** What one euro cent costs in the currency's minor unit, in hundredths. */
const rateInHundredths: Readonly<Record<Currency, number>> = { EUR: 100, USD: 109, GBP: 86 };

/** @throws AppError 422 that names the first product that the storefront does not sell */
export async function quoteOrder(prices: Prices, { tenant, currency, items }: QuoteRequest): Promise<Quote> {
  const priceOf = await prices.pricesOf(
    tenant,
    items.map(({ sku }) => sku),
  );
  const lines = items.map(({ sku, quantity }) => {
    const euroCents = priceOf.get(sku);
    if (euroCents === undefined) throw unknownProduct(sku);
    const unitPriceMinor = Math.round((euroCents * rateInHundredths[currency]) / 100);
    return { sku, quantity, unitPriceMinor, lineTotalMinor: unitPriceMinor * quantity };
  });
  return { currency, lines, totalMinor: lines.reduce((total, line) => total + line.lineTotalMinor, 0) };
}

function unknownProduct(sku: string): AppError {
  const detail = `This storefront does not sell ${sku}.`;
  return new AppError({ status: 422, code: 'unknown_product', detail, extensions: { sku } });
}
