import { createHistoryLoader, openDatabase, pingDatabase } from '@spanshop/shared/database';
import { type Faults, noFaults } from '@spanshop/shared/faults';
import { createHttpApp } from '@spanshop/shared/http';
import type { Logger } from '@spanshop/shared/logging';
import type { Service } from '@spanshop/shared/service';
import type { Config } from './config.ts';
import { cardNetworkWithFaults } from './faults/card-network.ts';
import { captureRoutes } from './routes/captures.ts';
import { createCapturesRepository } from './store/captures-repository.ts';
import { historyOfCaptures } from './store/history.ts';

const migrations = new URL('../migrations', import.meta.url);

/** An outside party: it runs without the telemetry preload and makes no span of its own. */
export async function createAcquirer(config: Config, logger: Logger, faults: Faults = noFaults): Promise<Service> {
  const database = await openDatabase({ config, schema: 'acquirer', migrations, logger });
  const cardNetwork = cardNetworkWithFaults(faults, config.PROCESSING_TIME_MS);
  const history = createHistoryLoader({
    database,
    schema: 'acquirer',
    statement: historyOfCaptures,
    orders: config.HISTORY_ORDERS,
    logger,
  });

  const app = createHttpApp({
    logger,
    deadline: { timeoutMs: config.REQUEST_TIMEOUT_MS, trustCaller: false },
    maxRequestsInFlight: config.MAX_REQUESTS_IN_FLIGHT,
    ready: () => pingDatabase(database),
    routes: captureRoutes(createCapturesRepository(database), cardNetwork),
  });
  return {
    app,
    start: async () => history.start(),
    stop: () => history.stop(),
    close: () => database.end(),
  };
}
