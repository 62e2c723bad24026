import { createWriteStream } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { SentenceError } from '@spanshop/shared/errors';
import { openLogs } from '../processes/open-logs.ts';
import type { ProcessLog } from '../processes/process-log.ts';
import { type Exit, type RunningProcess, startProcess } from '../processes/start-process.ts';
import { stopInOrder } from '../processes/stop-in-order.ts';
import { shortPath } from '../root.ts';
import { inOrderOfStart, type ProcessDefinition, traceStoreName } from '../topology/topology.ts';
import { readyWithin } from './ready-within.ts';
import { type DatabaseOptions, type ShopDatabase, startDatabase } from './start-database.ts';
import { createTurns } from './take-turns.ts';

export interface ShopOptions {
  topology: readonly ProcessDefinition[];
  database: Omit<DatabaseOptions, 'onLog'>;
  logFolder: string;
  environment: NodeJS.ProcessEnv;
  /** Gets warnings and errors of the processes, in short. */
  onProblem: (problem: string) => void;
  /** How long everything may take until it is ready; default 120 s. */
  readyWithinMs?: number;
}

export interface Shop {
  /** Resolves when everything can do its work; rejects with what failed first, or with what takes too long. */
  ready: Promise<void>;
  /** Rejects in one sentence when a process ends that nobody told to end. */
  failed: Promise<never>;
  /** Ends services, trace store and PostgreSQL in this order; gives a sentence for each that did not end well. */
  stop(): Promise<string[]>;
  /** Ends everything at once, by force. */
  kill(): void;
  /** What runs now. */
  processes(): { name: string; pid: number }[];
}

/** A busy machine takes its time: an idle one starts in 4 s, and it has taken 40. */
const defaultReadyWithinMs = 120_000;

/**
 * Starts everything. Until the database is there, for which all others wait, no more services load than there are
 * processors; then the rest of them at once. A turn ends when a service has loaded; it then waits for its database.
 */
export function startShop(options: ShopOptions): Shop {
  const logs = openLogs(options.logFolder, options.onProblem);
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {});
  const turns = createTurns(Math.max(availableParallelism(), 2));
  let stopping = false;

  let database: ShopDatabase | undefined;
  const databaseLog = join(options.logFolder, 'postgres.log');
  const output = createWriteStream(databaseLog);
  const onLog = (line: string) => output.write(`${line}\n`);
  const databaseStarted = startDatabase({ ...options.database, onLog }).then(started => {
    database = started;
    void started.exited.then(() => {
      failure.reject(new SentenceError(`PostgreSQL ended by itself; its log is ${shortPath(databaseLog)}`));
    });
  });
  databaseStarted.then(turns.open, failure.reject);

  const running: RunningProcess[] = [];
  async function start(definition: ProcessDefinition): Promise<void> {
    let ready: Promise<void> | undefined;
    await turns.take(async () => {
      if (stopping) return;
      const log = logs.of(definition.name);
      const process = startProcess(definition, options.environment, log);
      running.push(process);
      ready = process.ready;
      const ended = process.exited.then(exit => {
        failure.reject(endedByItself(definition.name, log, exit));
        log.close();
      });
      await Promise.race([process.loaded, ended]);
    });
    await ready;
  }

  const parts = inOrderOfStart(options.topology).map(definition => ({
    name: definition.name,
    ready: start(definition),
  }));
  const ready = readyWithin(
    options.readyWithinMs ?? defaultReadyWithinMs,
    [{ name: 'PostgreSQL', ready: databaseStarted }, ...parts],
    shortPath(options.logFolder),
  );
  ready.catch(() => {});
  return {
    ready: Promise.race([ready, failure.promise]),
    failed: failure.promise,
    async stop() {
      stopping = true;
      logs.stopShowing();
      // The trace store comes after all others, because each of them sends it its last spans.
      const inOrder = options.topology.flatMap(({ name }) => running.filter(process => process.name === name));
      const services = inOrder.filter(({ name }) => name !== traceStoreName);
      const store = inOrder.filter(({ name }) => name === traceStoreName);
      const sentences = [...(await stopInOrder(services)), ...(await stopInOrder(store))];
      // A database that is still being created is stopped as soon as it runs.
      await databaseStarted.catch(() => {});
      await database?.stop();
      return sentences;
    },
    kill() {
      stopping = true;
      for (const process of running) process.kill();
      database?.kill();
    },
    processes: () => [
      ...running.map(({ name, pid }) => ({ name, pid })),
      ...(database?.pid ? [{ name: 'PostgreSQL', pid: database.pid }] : []),
    ],
  };
}

function endedByItself(name: string, log: ProcessLog, { code, signal }: Exit): SentenceError {
  const how = signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
  const said = log.lastError()?.replace(`${name}: `, '');
  return new SentenceError(`${name} ${how}${said ? `: ${said}` : ''}; its log is ${shortPath(log.file)}`);
}
