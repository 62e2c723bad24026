import { databaseConfig, durationMs, serviceConfig } from '@spanshop/shared/config';
import type { z } from 'zod';

export const configSchema = serviceConfig.extend(databaseConfig.shape).extend({
  /** How long a request is worked on at most. */
  REQUEST_TIMEOUT_MS: durationMs.default(4_000),
  /** How old what the catalogue shows may be, stock counts included. */
  CATALOGUE_TTL_MS: durationMs.default(1_000),
});

export type Config = Readonly<z.infer<typeof configSchema>>;
