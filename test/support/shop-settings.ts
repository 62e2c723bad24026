import type { Environment } from '@spanshop/shared/config';
import type { Faults } from '@spanshop/shared/faults';
import type { TestDatabase } from '@spanshop/shared/testing';

export type ServiceName = 'gateway' | 'orders' | 'inventory' | 'payments' | 'fulfillment' | 'acquirer';

/** What differs from the settings below, service by service. */
export type ShopSettings = { [name in ServiceName]?: Environment } & {
  /** Whether fulfillment takes messages and dispatches; false where a test looks at orders before they ship. */
  ships?: boolean;
  /** Limits that nothing reaches even on a busy machine, for tests that are not about time. */
  patient?: boolean;
  /** What can be made to go wrong in all of them; default nothing. */
  faults?: Faults;
};

/** Each limit is shorter than its caller's, as in production, and all are short, so that a test can wait for them. */
export const limits = {
  gatewayMs: 3_000,
  ordersMs: 2_000,
  peerMs: 1_200,
  acquirerMs: 800,
  undoMs: 1_000,
  /** Longer than what orders and its undo may take together. */
  leaseMs: 3_100,
} as const;

type Limits = Readonly<Record<keyof typeof limits, number>>;

const patientLimits: Limits = {
  gatewayMs: 88_000,
  ordersMs: 80_000,
  peerMs: 70_000,
  acquirerMs: 60_000,
  undoMs: 8_000,
  leaseMs: 100_000,
};

const patientDatabase = { DATABASE_WAIT_TIMEOUT_MS: '50000', DATABASE_STATEMENT_TIMEOUT_MS: '50000' };

const environmentWith = (limits: Limits): Readonly<Record<ServiceName, Environment>> => ({
  gateway: {
    REQUEST_TIMEOUT_MS: String(limits.gatewayMs),
    PEER_TIMEOUT_MS: String(limits.gatewayMs - 100),
    IDEMPOTENCY_LEASE_MS: String(limits.gatewayMs + 500),
  },
  orders: {
    REQUEST_TIMEOUT_MS: String(limits.ordersMs),
    PEER_TIMEOUT_MS: String(limits.peerMs),
    UNDO_TIMEOUT_MS: String(limits.undoMs),
    SAGA_LEASE_MS: String(limits.leaseMs),
    GRACE_PERIOD_MS: '0',
    RECOVERY_INTERVAL_MS: '50',
  },
  inventory: { REQUEST_TIMEOUT_MS: String(limits.peerMs) },
  payments: {
    ACQUIRER_TIMEOUT_MS: String(limits.acquirerMs),
    REQUEST_TIMEOUT_MS: String(limits.peerMs),
    SETTLE_AFTER_MS: String(limits.leaseMs),
    SETTLE_INTERVAL_MS: '200',
    // One test is about the breaker; in the others it would keep failures from happening.
    BREAKER_MINIMUM_CALLS: '100000',
  },
  fulfillment: { DISPATCH_INTERVAL_MS: '200', PEER_TIMEOUT_MS: String(Math.min(limits.peerMs, 9_000)) },
  acquirer: { PROCESSING_TIME_MS: '0' },
});

/** The environment of one service in a test. Orders gets its database from the shop, which puts a proxy before it. */
export function settingsFor(name: ServiceName, settings: ShopSettings, database: TestDatabase): Environment {
  return {
    PORT: '0',
    ADMIN_PORT: '0',
    ...(name === 'orders' ? {} : { DATABASE_URL: database.urlOf(name) }),
    MIGRATION_DATABASE_URL: name === 'acquirer' ? database.urlOf(name) : database.migrationUrl,
    ...environmentWith(settings.patient ? patientLimits : limits)[name],
    ...(settings.patient ? patientDatabase : {}),
    ...settings[name],
  };
}
