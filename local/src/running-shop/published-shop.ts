import { resolve } from 'node:path';
import { loadConfig } from '@spanshop/shared/config';
import { z } from 'zod';
import { root } from '../root.ts';
import { readConfig, urlOf } from '../topology/index.ts';
import type { KnownShop } from './shop.ts';

const port = (fallback: number) => z.coerce.number().int().min(1).max(65_535).default(fallback);

const schema = z.object({
  // On containers each admin port is published by itself.
  GATEWAY_ADMIN_PORT: port(9080),
  ORDERS_ADMIN_PORT: port(9081),
  INVENTORY_ADMIN_PORT: port(9082),
  PAYMENTS_ADMIN_PORT: port(9083),
  FULFILLMENT_ADMIN_PORT: port(9084),
  ACQUIRER_ADMIN_PORT: port(9085),
  FAULTS_FOLDER: z.string().default('deploy/faults'),
});

/**
 * The shop on containers, by the ports of .env.
 *
 * @throws SentenceError with exit code 2 that names every variable that is wrong
 */
export function publishedShop(environment: NodeJS.ProcessEnv): KnownShop {
  const { GATEWAY_PORT, POSTGRES_PORT, JAEGER_PORT, COLLECTOR_METRICS_PORT, LAB_MODE } = readConfig(environment);
  const { FAULTS_FOLDER, ...admin } = loadConfig(schema, environment);
  const adminUrls = {
    gateway: urlOf(admin.GATEWAY_ADMIN_PORT),
    orders: urlOf(admin.ORDERS_ADMIN_PORT),
    inventory: urlOf(admin.INVENTORY_ADMIN_PORT),
    payments: urlOf(admin.PAYMENTS_ADMIN_PORT),
    fulfillment: urlOf(admin.FULFILLMENT_ADMIN_PORT),
  };
  const lab = {
    flagFile: resolve(root, FAULTS_FOLDER, 'flags.json'),
    adminUrls: { ...adminUrls, acquirer: urlOf(admin.ACQUIRER_ADMIN_PORT) },
  };
  const jaeger = urlOf(JAEGER_PORT);
  return {
    gatewayUrl: urlOf(GATEWAY_PORT),
    adminUrls,
    ...(LAB_MODE === 'on' && { lab }),
    auditorUrl: `postgres://spanshop_auditor:demo-only@127.0.0.1:${POSTGRES_PORT}/spanshop`,
    traces: {
      link: `${jaeger}/trace/{traceId}`,
      queryUrl: jaeger,
      searchUrl: `${jaeger}/search`,
      counter: { by: 'collector', url: `${urlOf(COLLECTOR_METRICS_PORT)}/metrics` },
    },
  };
}
