import type { Server } from 'node:http';
import { closeServer } from '../http/index.ts';
import type { Logger } from '../logging/index.ts';
import { telemetryRuntime } from '../telemetry/index.ts';
import type { Service } from './service.ts';

export interface ShutDownOptions {
  servers: readonly Server[];
  service: Service;
  logger: Logger;
  /** Hard limit for all of it, in milliseconds. */
  timeoutMs: number;
}

const telemetryShare = 0.4;

/**
 * Ends a service in the order that loses nothing: stop accepting, let requests and background work end, flush telemetry,
 * close pools. A step that fails does not keep the next from running.
 *
 * @returns the exit code: 0, or 1 when a step failed or the time was over
 */
export async function shutDown({ servers, service, logger, timeoutMs }: ShutDownOptions): Promise<number> {
  const hardStop = setTimeout(() => {
    logger.error({ timeoutMs }, 'shutdown took too long');
    process.exit(1);
  }, timeoutMs);
  let exitCode = 0;
  const step = async (name: string, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      exitCode = 1;
      logger.error({ err: error, step: name }, 'shutdown step failed');
    }
  };
  await step('drain', () => Promise.all([...servers.map(closeServer), service.stop?.()]));
  await step('flush telemetry', async () => telemetryRuntime()?.shutdown(timeoutMs * telemetryShare));
  await step('close', service.close);
  clearTimeout(hardStop);
  return exitCode;
}
