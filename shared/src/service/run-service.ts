import { channel } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import type { z } from 'zod';
import { loadConfig, type ServiceConfig } from '../config/index.ts';
import { printable } from '../errors/index.ts';
import { type Faults, openFaults } from '../faults/index.ts';
import { closeServer, listen, portOf } from '../http/index.ts';
import { createLogger, type Logger } from '../logging/index.ts';
import { telemetryRuntime } from '../telemetry/index.ts';
import { createAdminApp } from './admin-app.ts';
import { awaitEnding, type Ending } from './ending.ts';
import type { Service } from './service.ts';
import { shutDown } from './shut-down.ts';
import { within } from './within.ts';

export interface ServiceDefinition<Schema extends z.ZodType<ServiceConfig>> {
  name: string;
  config: Schema;
  /** Whether strangers may call it. Default false: a POST from a program of ours is application/json. */
  publicApi?: boolean;
  /** Builds the service; may wait for its database. */
  create: (config: Readonly<z.infer<Schema>>, logger: Logger, faults: Faults) => Promise<Service>;
}

/** Says that only the start itself is left to do, which is mostly waiting; for who starts several services in turns. */
const modulesLoaded = channel('spanshop:modules-loaded');

/**
 * Runs a service until it is told to end: SIGTERM, SIGINT, or the end of the launcher that started it. What keeps it from
 * starting is told in one sentence on standard error, with exit code 1.
 */
export async function runService<Schema extends z.ZodType<ServiceConfig>>(
  definition: ServiceDefinition<Schema>,
): Promise<void> {
  const ending = awaitEnding(endEarly);
  try {
    await start(definition, ending);
  } catch (error) {
    console.error(`${definition.name}: ${printable(error instanceof Error ? error.message : String(error))}`);
    process.exit(1);
  }
}

/** What there is to end before there is a service. */
async function endEarly(): Promise<number> {
  await within(earlyFlushMs, telemetryRuntime()?.shutdown());
  return 0;
}

const earlyFlushMs = 1_000;

async function start<Schema extends z.ZodType<ServiceConfig>>(
  { name, config: schema, publicApi = false, create }: ServiceDefinition<Schema>,
  ending: Ending,
) {
  modulesLoaded.publish(name);
  const config = loadConfig(schema, process.env);
  const logger = createLogger(name, config.LOG_LEVEL);
  process.on('uncaughtException', error => {
    logger.fatal({ err: error }, 'uncaught exception');
    ending.now('uncaught exception', 1);
  });
  const faults = openFaults(config, logger);
  const service = await create(config, logger, faults);
  const names = [name, ...config.ALLOWED_HOSTS];
  const servers: Server[] = [];
  ending.by(reason => {
    logger.info({ reason }, 'shutting down');
    return shutDown({ servers, service, faults, logger, timeoutMs: config.SHUTDOWN_TIMEOUT_MS });
  });
  try {
    servers.push(
      await listen(service.app, {
        host: config.HOST,
        port: config.PORT,
        door: { names, inside: !publicApi },
      }),
    );
    servers.push(
      await listen(createAdminApp(logger, service.admin, faults), {
        host: config.ADMIN_HOST,
        port: config.ADMIN_PORT,
        door: { names, inside: true },
        probes: ['/metrics'],
      }),
    );
  } catch (error) {
    await Promise.all(servers.map(closeServer));
    await service.close();
    throw error;
  }
  await service.start?.();
  await faults.start();
  const [port, adminPort] = servers.map(portOf);
  logger.info({ host: config.HOST, port, adminPort }, 'listening');
  process.send?.({ type: 'listening', port, adminPort });
}
