import { databaseConfig, durationMs, inOrder, peerUrl, serviceConfig } from '@spanshop/shared/config';
import { z } from 'zod';

export const configSchema = serviceConfig
  .extend(databaseConfig.shape)
  .extend({
    /** How long a request is worked on at most. */
    REQUEST_TIMEOUT_MS: durationMs.default(3_000),
    ACQUIRER_URL: peerUrl,
    ACQUIRER_TIMEOUT_MS: durationMs.default(2_000),
    /** Share of calls to the acquirer that have to fail, within the window, for the circuit to open. */
    BREAKER_ERROR_PERCENT: z.coerce.number().int().min(1).max(99).default(50),
    BREAKER_WINDOW_MS: durationMs.default(10_000),
    /** Calls within the window below which the circuit stays closed whatever happens. */
    BREAKER_MINIMUM_CALLS: z.coerce.number().int().min(1).default(10),
    /** How long the circuit stays open before one call may probe the acquirer. */
    BREAKER_RESET_MS: durationMs.default(5_000),
    /** How long a charge may be open before the background settles it. */
    SETTLE_AFTER_MS: durationMs.default(10_000),
    /** How often the background looks for open charges. */
    SETTLE_INTERVAL_MS: durationMs.default(2_000),
  })
  .superRefine(inOrder(['REQUEST_TIMEOUT_MS', 'ACQUIRER_TIMEOUT_MS'], ['SETTLE_AFTER_MS', 'REQUEST_TIMEOUT_MS']));

export type Config = Readonly<z.infer<typeof configSchema>>;
