import { quoteRequest } from '@spanshop/shared/contracts/inventory';
import { validate } from '@spanshop/shared/http';
import { Router } from 'express';
import type { Prices } from '../domain/catalogue.ts';
import { quoteOrder } from '../domain/quote-order.ts';

export function quoteRoutes(prices: Prices): Router {
  return Router().post('/quotes', async (request, response) => {
    response.json(await quoteOrder(prices, validate(quoteRequest, request.body, 'body')));
  });
}
