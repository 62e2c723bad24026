import { databaseConfig, durationMs, inOrder, peerUrl, serviceConfig } from '@spanshop/shared/config';
import { messageLeaseMs } from '@spanshop/shared/queue';
import { z } from 'zod';

/** What is left of the queue's patience for telling it that a message is handled, in milliseconds. */
const spareMs = 3_000;

export const configSchema = serviceConfig
  .extend(databaseConfig.shape)
  .extend({
    ORDERS_URL: peerUrl,
    INVENTORY_URL: peerUrl,
    REQUEST_TIMEOUT_MS: durationMs.default(2_000),
    PEER_TIMEOUT_MS: durationMs.default(3_000),
    /** How many orders are shipped at once. */
    SHIPPING_CONCURRENCY: z.coerce.number().int().min(1).max(50).default(8),
    /** What shipping one order may take: less than the time after which the queue gives the message to somebody else. */
    SHIPPING_TIMEOUT_MS: durationMs.max(messageLeaseMs - spareMs).default(10_000),
    /** How often a batch of shipments is dispatched. */
    DISPATCH_INTERVAL_MS: durationMs.default(3_000),
  })
  .superRefine(inOrder(['SHIPPING_TIMEOUT_MS', 'PEER_TIMEOUT_MS']));

export type Config = Readonly<z.infer<typeof configSchema>>;
