import { databaseConfig, durationMs, serviceConfig } from '@spanshop/shared/config';
import { z } from 'zod';
import { meanProcessingTimeMs } from './domain/processing-time.ts';

export const configSchema = serviceConfig.extend(databaseConfig.shape).extend({
  /** How long a request is worked on at most. */
  REQUEST_TIMEOUT_MS: durationMs.default(5_000),
  /** What the card network takes for a capture on average; 0 for no time at all. */
  PROCESSING_TIME_MS: z.coerce.number().int().min(0).max(60_000).default(meanProcessingTimeMs),
});

export type Config = Readonly<z.infer<typeof configSchema>>;
