import { chargeRequest } from '@spanshop/shared/contracts/payments';
import { validate } from '@spanshop/shared/http';
import { Router } from 'express';
import type { ChargeOrder } from '../domain/charge-card.ts';
import type { Ledgers } from '../domain/charges.ts';
import { findCharge } from '../domain/settle-charge.ts';
import { voidCharge } from '../domain/void-charge.ts';

const chargePath = chargeRequest.pick({ orderId: true });

export function chargeRoutes(ledgers: Ledgers, chargeOrder: ChargeOrder): Router {
  return Router()
    .post('/charges', async (request, response) => {
      response.status(201).json(await chargeOrder(validate(chargeRequest, request.body, 'body')));
    })
    .get('/charges/:orderId', async (request, response) => {
      response.json(await findCharge(ledgers, validate(chargePath, request.params, 'path').orderId));
    })
    .post('/charges/:orderId/void', async (request, response) => {
      response.json(await voidCharge(ledgers, validate(chargePath, request.params, 'path').orderId));
    });
}
