import type { Order } from '@spanshop/shared/contracts/orders';
import { orderId } from '@spanshop/shared/contracts/values';
import { validate } from '@spanshop/shared/http';
import { annotateOrder } from '@spanshop/shared/telemetry';
import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { unknownOrder } from '../domain/cancel-order.ts';
import type { Orders } from '../domain/saga.ts';

const orderPath = z.object({ orderId });

/** What fulfillment tells. The answer's status says whether it took: an order in another state stays as it is. */
export function shippingRoutes(orders: Orders): Router {
  return Router()
    .post('/orders/:orderId/claim', advance(orders.claimForShipping))
    .post('/orders/:orderId/shipped', advance(orders.markShipped));
}

function advance(change: (orderId: string) => Promise<Order | undefined>): RequestHandler {
  return async (request, response) => {
    const path = validate(orderPath, request.params, 'path');
    const order = await change(path.orderId);
    if (!order) throw unknownOrder(path.orderId);
    annotateOrder(order);
    response.json(order);
  };
}
