import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const milliseconds = z.coerce.number().int().positive();

/** What a listener is called: names without a port, comma-separated. */
export const hostNames = z
  .string()
  .regex(/^[a-z0-9.-]+(\s*,\s*[a-z0-9.-]+)*$/i, 'expected names without a port, such as shop.example, comma-separated')
  .transform(names => names.split(/\s*,\s*/))
  .default([]);

/** What every service reads; a service extends it with `serviceConfig.extend({...})`. Ports may be 0 (any free one). */
export const serviceConfig = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: port,
  ADMIN_HOST: z.string().default('127.0.0.1'),
  ADMIN_PORT: port,
  /** What the service is called beside its own name, `localhost` and its addresses: names without a port, comma-separated. */
  ALLOWED_HOSTS: hostNames,
  /** Requests that are worked on at once; more are refused with 503. */
  MAX_REQUESTS_IN_FLIGHT: z.coerce.number().int().min(1).max(10_000).default(200),
  /** Whether faults can be switched on at all; for a shop that nobody but those on this machine can reach. */
  LAB_MODE: z.enum(['on', 'off']).default('off'),
  /** Where lab mode finds its flags, in flagd's format: a file such as file:///faults/flags.json. */
  FLAGS_SOURCE: z.url({ protocol: /^file$/, error: 'expected file:///folder/flags.json' }).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** The launcher ends by force what has not ended after 10 s. */
  SHUTDOWN_TIMEOUT_MS: milliseconds.max(9_000).default(8_000),
});

/** For services that keep data. Without MIGRATION_DATABASE_URL the schema must already be in place. */
export const databaseConfig = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'expected postgres://user:password@host:port/database' }),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(100).default(10),
  /** How long work waits for a connection of the pool. */
  DATABASE_WAIT_TIMEOUT_MS: milliseconds.default(3_000),
  /** How long a statement may take, its wait for locks included. */
  DATABASE_STATEMENT_TIMEOUT_MS: milliseconds.default(5_000),
  MIGRATION_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Orders of the past to generate in the background once the service is ready; 0 for none. */
  HISTORY_ORDERS: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

/** A peer's base address, for example http://127.0.0.1:8082. */
export const peerUrl = z.url({ protocol: /^https?$/, error: 'expected http://host:port' });

/** A duration in milliseconds, given as digits. */
export const durationMs = milliseconds;

export type ServiceConfig = z.infer<typeof serviceConfig>;
export type LabConfig = Pick<ServiceConfig, 'LAB_MODE' | 'FLAGS_SOURCE'>;
export type DatabaseConfig = z.infer<typeof databaseConfig>;
