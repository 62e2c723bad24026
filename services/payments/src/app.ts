import { createHistoryLoader, openDatabase, pingDatabase, type Queryable } from '@spanshop/shared/database';
import { type Faults, noFaults } from '@spanshop/shared/faults';
import { createHttpApp, createHttpClient } from '@spanshop/shared/http';
import type { Logger } from '@spanshop/shared/logging';
import { repeat, type Service } from '@spanshop/shared/service';
import { Router } from 'express';
import { createAcquirerClient } from './clients/acquirer-client.ts';
import type { Config } from './config.ts';
import { chargeCard } from './domain/charge-card.ts';
import type { Ledgers } from './domain/charges.ts';
import { createRiskRules } from './domain/risk-rules.ts';
import { tracedRule } from './domain/risk-spans.ts';
import { type Pass, settleOpenCharges } from './domain/settle-open-charges.ts';
import { acquirerWithFaults } from './faults/asking-acquirer.ts';
import { chargingWithFaults } from './faults/charging.ts';
import { tracingWithFaults } from './faults/tracing.ts';
import { chargeRoutes } from './routes/charges.ts';
import { riskCheckRoutes } from './routes/risk-checks.ts';
import { createChargesRepository } from './store/charges-repository.ts';
import { createCustomerHistory } from './store/customer-history.ts';
import { historyOfCharges } from './store/history.ts';

const migrations = new URL('../migrations', import.meta.url);

export async function createPayments(config: Config, logger: Logger, faults: Faults = noFaults): Promise<Service> {
  const database = await openDatabase({ config, schema: 'payments', migrations, logger });
  const http = createHttpClient({
    peer: 'acquirer',
    baseUrl: config.ACQUIRER_URL,
    timeoutMs: config.ACQUIRER_TIMEOUT_MS,
    external: true,
  });
  const breaker = {
    errorPercent: config.BREAKER_ERROR_PERCENT,
    windowMs: config.BREAKER_WINDOW_MS,
    minimumCalls: config.BREAKER_MINIMUM_CALLS,
    resetMs: config.BREAKER_RESET_MS,
    logger,
  };
  const client = createAcquirerClient(http, breaker);
  const asked = acquirerWithFaults(faults, client, repeat => createAcquirerClient(http, breaker, repeat), logger);
  const acquirer = tracingWithFaults(faults, asked);
  const ledgersOn = (connection: Queryable): Ledgers => ({
    charges: createChargesRepository(connection, config.SETTLE_AFTER_MS),
    acquirer,
  });
  const ledgers = ledgersOn(database);
  const chargeOrder = chargingWithFaults(
    faults,
    database,
    connection => request => chargeCard(ledgersOn(connection), request),
  );
  const rules = createRiskRules(createCustomerHistory(database)).map(tracedRule);

  const settlement = repeat('settlement', config.SETTLE_INTERVAL_MS, settle, logger);
  async function settle(signal: AbortSignal) {
    let pass: Pass;
    do {
      pass = await settleOpenCharges(ledgers);
      if (pass.open > 0) logger.info(pass, 'looked after open charges');
    } while (pass.settled > 0 && !signal.aborted);
  }
  const history = createHistoryLoader({
    database,
    schema: 'payments',
    statement: historyOfCharges,
    orders: config.HISTORY_ORDERS,
    logger,
  });

  return {
    app: createHttpApp({
      logger,
      deadline: { timeoutMs: config.REQUEST_TIMEOUT_MS, trustCaller: true },
      maxRequestsInFlight: config.MAX_REQUESTS_IN_FLIGHT,
      ready: () => pingDatabase(database),
      routes: Router().use(riskCheckRoutes(rules)).use(chargeRoutes(ledgers, chargeOrder)),
    }),
    async start() {
      settlement.start();
      history.start();
    },
    async stop() {
      await Promise.all([settlement.stop(), history.stop()]);
    },
    async close() {
      client.close();
      http.close();
      await database.end();
    },
  };
}
