import type { Server } from 'node:http';
import type { Faults } from '../faults/index.ts';
import { closeServer } from '../http/index.ts';
import type { Logger } from '../logging/index.ts';
import { telemetryRuntime } from '../telemetry/index.ts';
import type { Service } from './service.ts';
import { within } from './within.ts';

export interface ShutDownOptions {
  servers: readonly Server[];
  service: Service;
  faults: Faults;
  logger: Logger;
  /** Hard limit for all of it, in milliseconds. */
  timeoutMs: number;
}

/** Shares of the time. What drains may not take what the flush needs; the rest is for closing. */
const drainShare = 0.6;
const flushShare = 0.3;

/**
 * Ends a service in the order that loses nothing: stop accepting, let requests and background work end, flush telemetry,
 * close pools. A step that fails, or is not done in its share of the time, does not keep the next from running: whoever is
 * stuck is cut off.
 *
 * @returns the exit code: 0, or 1 when a step failed or took too long
 */
export async function shutDown({ servers, service, faults, logger, timeoutMs }: ShutDownOptions): Promise<number> {
  let exitCode = 0;
  const startedAt = performance.now();
  const step = async (name: string, limitMs: number, work: () => Promise<unknown> | undefined) => {
    try {
      await within(limitMs, work());
    } catch (error) {
      exitCode = 1;
      logger.error({ err: error, step: name }, 'shutdown step failed');
    }
  };
  // A step each: background work that cannot be ended does not take the rest of its time from requests.
  await Promise.all([
    step('drain', timeoutMs * drainShare, () => Promise.all(servers.map(closeServer))),
    step('stop', timeoutMs * drainShare, async () => service.stop?.()),
    step('put back', timeoutMs * drainShare, faults.stop),
  ]);
  for (const server of servers) server.closeAllConnections();
  await step('flush telemetry', timeoutMs * flushShare, () => telemetryRuntime()?.shutdown());
  await step('close', timeoutMs - (performance.now() - startedAt), service.close);
  return exitCode;
}
