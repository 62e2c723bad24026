import { restockRequest } from '@spanshop/shared/contracts/inventory';
import { validate } from '@spanshop/shared/http';
import { Router } from 'express';
import type { Stock } from '../domain/stock.ts';

export function adminRoutes(stock: Stock): Router {
  return Router().post('/restock', async (request, response) => {
    const { sku, quantity } = validate(restockRequest, request.body, 'body');
    response.json({ products: await stock.restock(quantity, sku), quantity });
  });
}
