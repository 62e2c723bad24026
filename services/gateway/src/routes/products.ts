import { productsQuery } from '@spanshop/shared/contracts/gateway';
import { sku } from '@spanshop/shared/contracts/values';
import { validate } from '@spanshop/shared/http';
import { Router } from 'express';
import { z } from 'zod';
import type { Catalogue } from '../domain/shop.ts';
import { noQuery } from './take-nothing.ts';
import { tenantOf } from './tenant.ts';

const productPath = z.object({ sku });

export function productRoutes(catalogue: Catalogue): Router {
  return Router()
    .get('/products', async (request, response) => {
      response.json(
        await catalogue.list({ ...validate(productsQuery, request.query, 'query'), tenant: tenantOf(request) }),
      );
    })
    .get('/products/:sku', noQuery, async (request, response) => {
      response.json(await catalogue.find(tenantOf(request), validate(productPath, request.params, 'path').sku));
    });
}
