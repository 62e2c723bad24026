import { join } from 'node:path';
import { type Environment, hostNames, loadConfig } from '@spanshop/shared/config';
import { z } from 'zod';
import { root } from '../root.ts';

/** A service's admin port is this much above its port. */
const adminPortOffset = 1_000;

const port = (fallback: number) => z.coerce.number().int().min(1).max(65_535).default(fallback);
const servicePort = (fallback: number) =>
  z.coerce
    .number()
    .int()
    .min(1)
    .max(65_535 - adminPortOffset)
    .default(fallback);

const schema = z.object({
  GATEWAY_PORT: servicePort(8080),
  ORDERS_PORT: servicePort(8081),
  INVENTORY_PORT: servicePort(8082),
  PAYMENTS_PORT: servicePort(8083),
  FULFILLMENT_PORT: servicePort(8084),
  ACQUIRER_PORT: servicePort(8085),
  CONSOLE_PORT: servicePort(8088),
  LAUNCHER_PORT: port(8089),
  ALLOWED_HOSTS: hostNames,
  /** Whether faults can be switched on: nothing but this machine reaches the shop. */
  LAB_MODE: z.enum(['on', 'off']).default('on'),
  POSTGRES_PORT: port(54_329),
  TRACE_STORE_OTLP_PORT: port(4318),
  TRACE_STORE_QUERY_PORT: port(16_686),
  COLLECTOR_OTLP_PORT: port(4318),
  COLLECTOR_HEALTH_PORT: port(13_133),
  COLLECTOR_METRICS_PORT: port(8888),
  JAEGER_PORT: port(16_686),
  JAEGER_OTLP_PORT: port(14_318),
  ZIPKIN_PORT: port(9411),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'expected postgres://user:password@host:port/database' })
    .optional(),
  GRACE_PERIOD_MS: z.coerce.number().int().min(0).max(3_600_000).optional(),
  HISTORY_ORDERS: z.coerce.number().int().min(0).max(1_000_000).optional(),
  SPANSHOP_FOLDER: z.string().default(join(root, '.spanshop')),
});

export type DemoConfig = Readonly<z.infer<typeof schema>>;

/** @throws SentenceError with exit code 2 that names every wrong variable */
export function readConfig(environment: Environment): DemoConfig {
  return loadConfig(schema, environment);
}

export function adminPortOf(port: number): number {
  return port + adminPortOffset;
}
