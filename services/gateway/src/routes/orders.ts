import { idempotencyKey, ordersQuery, placeOrderBody } from '@spanshop/shared/contracts/gateway';
import { customerId, orderId } from '@spanshop/shared/contracts/values';
import { AppError } from '@spanshop/shared/errors';
import { validate } from '@spanshop/shared/http';
import { annotateOrder, annotateOrderId, runWithBaggage, shopBaggage } from '@spanshop/shared/telemetry';
import { Router } from 'express';
import { z } from 'zod';
import { checkOut } from '../domain/check-out.ts';
import { findOrder } from '../domain/find-order.ts';
import type { IdempotencyKeys } from '../domain/idempotency.ts';
import type { Customers, Orders } from '../domain/shop.ts';
import { answerOrder, locationOf, toPublic } from './answer-order.ts';
import { noBody, noQuery } from './take-nothing.ts';
import { tenantOf } from './tenant.ts';

const orderHeaders = z.object({ 'idempotency-key': idempotencyKey });
const orderPath = z.object({ orderId });
const customerPath = z.object({ customerId });

export function orderRoutes(orders: Orders, keys: IdempotencyKeys, customers: Customers): Router {
  return Router()
    .post('/orders', noQuery, async (request, response) => {
      const headers = validate(orderHeaders, request.headers, 'header');
      const body = validate(placeOrderBody, request.body, 'body');
      const tenant = tenantOf(request);
      const customerTier = await customers.tierOf(tenant, body.customerId);
      if (!customerTier) throw unknownCustomer(422, body.customerId);
      const checkOutRequest = { tenant, customerTier, idempotencyKey: headers['idempotency-key'], body };
      const result = await runWithBaggage({ [shopBaggage.customerTier]: customerTier }, () =>
        checkOut(keys, orders, checkOutRequest),
      );
      if ('order' in result) {
        annotateOrder(result.order);
        answerOrder(response, result.order, result.replayed);
      } else {
        response.status(202).location(locationOf(result.orderId)).json(pendingOrder(result.orderId));
      }
    })
    .get('/orders/:orderId', noQuery, async (request, response) => {
      const { orderId } = validate(orderPath, request.params, 'path');
      const found = await findOrder(keys, orders, { tenant: tenantOf(request), orderId });
      if ('order' in found) {
        annotateOrder(found.order);
        response.json(toPublic(found.order));
      } else {
        response.json(pendingOrder(orderId));
      }
    })
    .post('/orders/:orderId/cancel', noQuery, noBody, async (request, response) => {
      const order = await orders.cancel(tenantOf(request), validate(orderPath, request.params, 'path').orderId);
      annotateOrder(order);
      response.json(toPublic(order));
    })
    .get('/customers/:customerId/orders', async (request, response) => {
      const path = validate(customerPath, request.params, 'path');
      const query = validate(ordersQuery, request.query, 'query');
      const tenant = tenantOf(request);
      const tier = await customers.tierOf(tenant, path.customerId);
      if (!tier) throw unknownCustomer(404, path.customerId);
      const page = await runWithBaggage({ [shopBaggage.customerTier]: tier }, () =>
        orders.list(path.customerId, { ...query, tenant }),
      );
      response.json({ ...page, orders: page.orders.map(toPublic) });
    });
}

/** All that is known of an order which has not been heard of since it was sent. */
function pendingOrder(id: string) {
  annotateOrderId(id);
  return { id, status: 'pending' };
}

function unknownCustomer(status: number, id: string): AppError {
  return new AppError({ status, code: 'unknown_customer', detail: `This storefront has no customer ${id}.` });
}
