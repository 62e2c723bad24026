import {
  idempotencyKey,
  ordersQuery,
  placeOrderBody,
  problem,
  productsQuery,
  publicOrder,
  publicOrderPage,
  publicProduct,
} from '@spanshop/shared/contracts/gateway';
import { productPage } from '@spanshop/shared/contracts/inventory';
import { customerId, orderId, sku, tenant } from '@spanshop/shared/contracts/values';
import { z } from 'zod';
import { createDocument } from 'zod-openapi';
import manifest from '../../package.json' with { type: 'json' };

const storefront = { 'x-tenant': tenant.default('main') };
const answer = (description: string, schema: z.ZodType) => ({
  description,
  content: { 'application/json': { schema } },
});
const refusal = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problem } },
});
const badRequest = refusal('The request is malformed, or x-tenant names no storefront.');
const otherwise = refusal('Anything else: what went wrong is told by the trace that the problem names.');

/** The public API, generated from the schemas that validate it. */
export const openApiDocument = createDocument({
  openapi: '3.1.0',
  info: {
    title: 'Spanshop',
    version: manifest.version,
    description: 'A small shop, built to be traced. Every answer names its trace in Server-Timing and traceresponse.',
  },
  paths: {
    '/products': {
      get: {
        operationId: 'listProducts',
        requestParams: { header: z.object(storefront), query: productsQuery },
        responses: { 200: answer('A page of the catalogue.', productPage), 400: badRequest, default: otherwise },
      },
    },
    '/products/{sku}': {
      get: {
        operationId: 'getProduct',
        requestParams: { header: z.object(storefront), path: z.object({ sku }) },
        responses: {
          200: answer('The product.', publicProduct),
          400: badRequest,
          default: otherwise,
          404: refusal('This storefront does not sell it.'),
        },
      },
    },
    '/orders': {
      post: {
        operationId: 'placeOrder',
        requestParams: { header: z.object({ ...storefront, 'idempotency-key': idempotencyKey }) },
        requestBody: { required: true, content: { 'application/json': { schema: placeOrderBody } } },
        responses: {
          201: answer('The order is confirmed.', publicOrder),
          202: answer('The outcome is not known yet; ask again at Location.', publicOrder.partial()),
          400: badRequest,
          default: otherwise,
          402: refusal('The payment was refused.'),
          409: refusal('Out of stock, or the first request with this key is still running.'),
          413: refusal('The body is larger than 100 kB.'),
          415: refusal('The body is not JSON.'),
          422: refusal('Unknown customer or product, or the key stands for another order.'),
          503: refusal('The order failed; nothing is charged or reserved.'),
        },
      },
    },
    '/orders/{orderId}': {
      get: {
        operationId: 'getOrder',
        requestParams: { header: z.object(storefront), path: z.object({ orderId }) },
        responses: {
          200: answer('The order; just its id while it is not known what became of it.', publicOrder.partial()),
          400: badRequest,
          default: otherwise,
          404: refusal('There is no such order.'),
        },
      },
    },
    '/orders/{orderId}/cancel': {
      post: {
        operationId: 'cancelOrder',
        requestParams: { header: z.object(storefront), path: z.object({ orderId }) },
        responses: {
          200: answer('The order is cancelled.', publicOrder),
          400: badRequest,
          default: otherwise,
          404: refusal('There is no such order.'),
          409: refusal('The order cannot be cancelled any more.'),
        },
      },
    },
    '/customers/{customerId}/orders': {
      get: {
        operationId: 'listOrders',
        requestParams: { header: z.object(storefront), path: z.object({ customerId }), query: ordersQuery },
        responses: {
          200: answer('The customer’s orders, newest first.', publicOrderPage),
          400: badRequest,
          default: otherwise,
          404: refusal('This storefront has no such customer.'),
        },
      },
    },
  },
});
