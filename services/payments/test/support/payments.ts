import { loadConfig } from '@spanshop/shared/config';
import type { Charge } from '@spanshop/shared/contracts/payments';
import { createPool, type Database } from '@spanshop/shared/database';
import { type Faults, noFaults } from '@spanshop/shared/faults';
import { closeServer, listen, portOf } from '@spanshop/shared/http';
import type { Service } from '@spanshop/shared/service';
import { type Proxy as BreakingProxy, createTestDatabase, silentLogger, startProxy } from '@spanshop/shared/testing';
import { createAcquirer } from '../../../acquirer/src/app.ts';
import { configSchema as acquirerConfig } from '../../../acquirer/src/config.ts';
import { createPayments } from '../../src/app.ts';
import { configSchema } from '../../src/config.ts';

export interface RunningPayments {
  service: Service;
  app: Service['app'];
  /** Stands between payments and the acquirer. */
  proxy: BreakingProxy;
  /** What the service was configured with, for another process of it. */
  environment: Readonly<Record<string, string>>;
  /** Reads every schema. */
  auditor: Database;
  /** Writes in payments' own schema. */
  database: Database;
  stored(orderId: string): Promise<{ status: Charge['status']; reversalPending: boolean } | undefined>;
  /** What the acquirer's ledger holds. */
  captured(orderId: string): Promise<string | undefined>;
  close(): Promise<void>;
}

const logger = silentLogger();
const ports = { PORT: '0', ADMIN_PORT: '0' };

/** The real service on a database of its own, and the real acquirer behind a proxy that can break what passes. */
export async function startPayments(
  settings: Readonly<Record<string, string>> = {},
  faults: Faults = noFaults,
): Promise<RunningPayments> {
  const testDatabase = await createTestDatabase();
  const environment = (role: 'acquirer' | 'payments') => ({
    ...ports,
    ...settings,
    DATABASE_URL: testDatabase.urlOf(role),
    MIGRATION_DATABASE_URL: role === 'acquirer' ? testDatabase.urlOf(role) : testDatabase.migrationUrl,
  });
  const acquirer = await createAcquirer(
    loadConfig(acquirerConfig, { PROCESSING_TIME_MS: '0', ...environment('acquirer') }),
    logger,
    faults,
  );
  const acquirerServer = await listen(acquirer.app, { host: '127.0.0.1', port: 0 });
  const proxy = await startProxy(`http://127.0.0.1:${portOf(acquirerServer)}`);
  const paymentsEnvironment = { ACQUIRER_URL: proxy.url, ...environment('payments') };
  const service = await createPayments(loadConfig(configSchema, paymentsEnvironment), logger, faults);
  const auditor = createPool({ url: testDatabase.urlOf('auditor'), size: 2, logger });
  const database = createPool({ url: testDatabase.urlOf('payments'), size: 2, logger });

  return {
    service,
    app: service.app,
    proxy,
    environment: paymentsEnvironment,
    auditor,
    database,
    async stored(orderId) {
      const { rows } = await auditor.query(
        'SELECT status, reversal_pending AS "reversalPending" FROM payments.charges WHERE order_id = $1',
        [orderId],
      );
      return rows[0];
    },
    async captured(orderId) {
      const { rows } = await auditor.query('SELECT status FROM acquirer.captures WHERE reference = $1', [orderId]);
      return rows[0]?.status;
    },
    async close() {
      await service.close();
      await proxy.close();
      await closeServer(acquirerServer);
      await acquirer.close();
      await Promise.all([auditor.end(), database.end()]);
      await testDatabase.close();
    },
  };
}
