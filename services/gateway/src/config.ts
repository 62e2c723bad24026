import { databaseConfig, durationMs, inOrder, peerUrl, serviceConfig } from '@spanshop/shared/config';
import type { z } from 'zod';

export const configSchema = serviceConfig
  .extend(databaseConfig.shape)
  .extend({
    ORDERS_URL: peerUrl,
    INVENTORY_URL: peerUrl,
    /** The longest that a customer waits; an order that is not settled by then is answered 202. */
    REQUEST_TIMEOUT_MS: durationMs.default(6_000),
    /** Half of what a peer takes: a customer who has to wait behind a hundred others is told to come again. */
    MAX_REQUESTS_IN_FLIGHT: serviceConfig.shape.MAX_REQUESTS_IN_FLIGHT.removeDefault().default(100),
    PEER_TIMEOUT_MS: durationMs.default(5_000),
    /** How long an idempotency key stays taken by a request that was never answered. */
    IDEMPOTENCY_LEASE_MS: durationMs.default(10_000),
  })
  .superRefine(inOrder(['REQUEST_TIMEOUT_MS', 'PEER_TIMEOUT_MS'], ['IDEMPOTENCY_LEASE_MS', 'REQUEST_TIMEOUT_MS']));

export type Config = Readonly<z.infer<typeof configSchema>>;
