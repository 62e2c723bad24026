import { captureRequest } from '@spanshop/shared/contracts/acquirer';
import { AppError } from '@spanshop/shared/errors';
import { validate } from '@spanshop/shared/http';
import { Router } from 'express';
import { type CardNetwork, capturePayment } from '../domain/capture-payment.ts';
import type { Ledger } from '../domain/ledger.ts';

const capturePath = captureRequest.pick({ reference: true });

export function captureRoutes(ledger: Ledger, workInCardNetwork: CardNetwork): Router {
  return Router()
    .post('/v1/captures', async (request, response) => {
      const capture = validate(captureRequest, request.body, 'body');
      response.status(201).json(await capturePayment(ledger, workInCardNetwork, capture));
    })
    .get('/v1/captures/:reference', async (request, response) => {
      const { reference } = validate(capturePath, request.params, 'path');
      const entry = await ledger.find(reference);
      if (!entry)
        throw new AppError({
          status: 404,
          code: 'unknown_reference',
          detail: `Nothing was ever captured under ${reference}.`,
          extensions: { reference },
        });
      response.json(entry);
    })
    .post('/v1/captures/:reference/reversal', async (request, response) => {
      response.json(await ledger.reverse(validate(capturePath, request.params, 'path').reference));
    });
}
