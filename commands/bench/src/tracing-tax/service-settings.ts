import type { ProcessDefinition } from '@spanshop/local/topology';

/** Small pools, since the databases of five ways get along with the connections of one server; limits for a busy machine. */
const everywhere = {
  LOG_LEVEL: 'warn',
  DATABASE_POOL_SIZE: '5',
  DATABASE_WAIT_TIMEOUT_MS: '30000',
  DATABASE_STATEMENT_TIMEOUT_MS: '30000',
};

/** Each limit is shorter than its caller's, as ever, and none is reached: an order that takes long is one that is slow. */
const settings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  gateway: { REQUEST_TIMEOUT_MS: '58000', PEER_TIMEOUT_MS: '57900', IDEMPOTENCY_LEASE_MS: '60000' },
  orders: { REQUEST_TIMEOUT_MS: '50000', PEER_TIMEOUT_MS: '45000', UNDO_TIMEOUT_MS: '5000', SAGA_LEASE_MS: '60000' },
  inventory: { REQUEST_TIMEOUT_MS: '45000' },
  fulfillment: { PEER_TIMEOUT_MS: '9000' },
  payments: { REQUEST_TIMEOUT_MS: '45000', ACQUIRER_TIMEOUT_MS: '40000', SETTLE_AFTER_MS: '60000' },
  // The card network answers at once, so that the processor is what limits the shop.
  acquirer: { PROCESSING_TIME_MS: '0' },
};

/** What every way's services are told alike. */
export function withSettings(service: ProcessDefinition): ProcessDefinition {
  return { ...service, environment: { ...service.environment, ...everywhere, ...settings[service.name] } };
}
