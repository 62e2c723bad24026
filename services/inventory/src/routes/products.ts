import { productQuery } from '@spanshop/shared/contracts/inventory';
import { sku, tenant } from '@spanshop/shared/contracts/values';
import { AppError } from '@spanshop/shared/errors';
import { validate } from '@spanshop/shared/http';
import { Router } from 'express';
import { z } from 'zod';
import type { Catalogue } from '../domain/catalogue.ts';

const productPath = z.object({ sku });
const oneQuery = z.strictObject({ tenant });

export function productRoutes(catalogue: Catalogue): Router {
  return Router()
    .get('/products', async (request, response) => {
      response.json(await catalogue.list(validate(productQuery, request.query, 'query')));
    })
    .get('/products/:sku', async (request, response) => {
      const path = validate(productPath, request.params, 'path');
      const product = await catalogue.find(validate(oneQuery, request.query, 'query').tenant, path.sku);
      if (!product)
        throw new AppError({
          status: 404,
          code: 'unknown_product',
          detail: `This storefront does not sell ${path.sku}.`,
        });
      response.json(product);
    });
}
