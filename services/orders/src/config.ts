import { databaseConfig, durationMs, inOrder, peerUrl, serviceConfig } from '@spanshop/shared/config';
import { z } from 'zod';

export const configSchema = serviceConfig
  .extend(databaseConfig.shape)
  .extend({
    INVENTORY_URL: peerUrl,
    PAYMENTS_URL: peerUrl,
    /** How long placing an order may take; what is undone after that has UNDO_TIMEOUT_MS more. */
    REQUEST_TIMEOUT_MS: durationMs.default(4_500),
    PEER_TIMEOUT_MS: durationMs.default(3_500),
    UNDO_TIMEOUT_MS: durationMs.default(2_500),
    /** How long a process may work on a saga before another takes it over. */
    SAGA_LEASE_MS: durationMs.default(8_000),
    /**
     * How long a confirmed order waits before fulfillment hears of it, so that whoever placed it can still take it back: long
     * enough for a hand, short enough to watch.
     */
    GRACE_PERIOD_MS: z.coerce.number().int().min(0).max(3_600_000).default(5_000),
    /** How often interrupted sagas are looked for. */
    RECOVERY_INTERVAL_MS: durationMs.default(1_000),
    /** How many of them are recovered at once. */
    RECOVERY_CONCURRENCY: z.coerce.number().int().min(1).max(50).default(4),
  })
  .superRefine(
    inOrder(['REQUEST_TIMEOUT_MS', 'PEER_TIMEOUT_MS'], ['SAGA_LEASE_MS', 'REQUEST_TIMEOUT_MS', 'UNDO_TIMEOUT_MS']),
  );

export type Config = Readonly<z.infer<typeof configSchema>>;
