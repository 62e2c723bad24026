import { reservationRequest } from '@spanshop/shared/contracts/inventory';
import { orderId } from '@spanshop/shared/contracts/values';
import { validate } from '@spanshop/shared/http';
import { Router } from 'express';
import { z } from 'zod';
import type { Reservations } from '../domain/reservations.ts';

const reservationPath = z.object({ orderId });

export function reservationRoutes(reservations: Reservations): Router {
  return Router()
    .post('/reservations', async (request, response) => {
      response.status(201).json(await reservations.reserve(validate(reservationRequest, request.body, 'body')));
    })
    .post('/reservations/:orderId/release', async (request, response) => {
      response.json(await reservations.release(validate(reservationPath, request.params, 'path').orderId));
    })
    .post('/reservations/:orderId/ship', async (request, response) => {
      response.json(await reservations.ship(validate(reservationPath, request.params, 'path').orderId));
    });
}
