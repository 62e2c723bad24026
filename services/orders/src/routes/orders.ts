import { orderQuery, ordersQuery, placeOrderRequest } from '@spanshop/shared/contracts/orders';
import { customerId, orderId } from '@spanshop/shared/contracts/values';
import { validate } from '@spanshop/shared/http';
import { annotateOrder } from '@spanshop/shared/telemetry';
import { Router } from 'express';
import { z } from 'zod';
import { cancelOrder, unknownOrder } from '../domain/cancel-order.ts';
import { placeOrder, type Shop } from '../domain/place-order.ts';

const orderPath = z.object({ orderId });
const customerPath = z.object({ customerId });

/** What the gateway asks for. Placing answers 201 with the order in whatever state it reached. */
export function orderRoutes(shop: Shop): Router {
  return Router()
    .post('/orders', async (request, response) => {
      const order = await placeOrder(shop, validate(placeOrderRequest, request.body, 'body'));
      annotateOrder(order);
      response.status(201).json(order);
    })
    .get('/orders/:orderId', async (request, response) => {
      const path = validate(orderPath, request.params, 'path');
      const { tenant } = validate(orderQuery, request.query, 'query');
      const order = await shop.orders.find(path.orderId);
      if (order?.tenant !== tenant) throw unknownOrder(path.orderId);
      annotateOrder(order);
      response.json(order);
    })
    .get('/customers/:customerId/orders', async (request, response) => {
      const path = validate(customerPath, request.params, 'path');
      response.json(await shop.orders.list(path.customerId, validate(ordersQuery, request.query, 'query')));
    })
    .post('/orders/:orderId/cancel', async (request, response) => {
      const path = validate(orderPath, request.params, 'path');
      const { tenant } = validate(orderQuery, request.query, 'query');
      const order = await cancelOrder(shop, tenant, path.orderId);
      annotateOrder(order);
      response.json(order);
    });
}
