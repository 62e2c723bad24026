import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { openLogs } from '../processes/open-logs.ts';
import type { ProcessLog } from '../processes/process-log.ts';
import { type Exit, startProcess } from '../processes/start-process.ts';
import { shortPath } from '../root.ts';
import { SentenceError } from '../sentence-error.ts';
import { type ProcessDefinition, traceStoreName } from '../topology.ts';
import { type DatabaseOptions, type ShopDatabase, startDatabase } from './start-database.ts';
import { stopInOrder } from './stop-in-order.ts';

export interface ShopOptions {
  topology: readonly ProcessDefinition[];
  database: Omit<DatabaseOptions, 'onLog'>;
  logFolder: string;
  environment: NodeJS.ProcessEnv;
  /** Gets warnings and errors of the processes, in short. */
  onProblem: (problem: string) => void;
}

export interface Shop {
  /** Resolves when everything can do its work; rejects with what failed first. */
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

/** Starts everything at once; the services wait for their database by themselves. */
export function startShop(options: ShopOptions): Shop {
  const { topology, environment } = options;
  const logs = openLogs(options.logFolder, options.onProblem);
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {});

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
  databaseStarted.catch(failure.reject);

  const processes = topology.map(definition => {
    const log = logs.of(definition.name);
    const running = startProcess(definition, environment, log);
    void running.exited.then(exit => {
      failure.reject(endedByItself(definition.name, log, exit));
      log.close();
    });
    return running;
  });

  const ready = Promise.all([databaseStarted, ...processes.map(process => process.ready)]).then(() => {});
  return {
    ready: Promise.race([ready, failure.promise]),
    failed: failure.promise,
    async stop() {
      logs.stopShowing();
      // The trace store comes after all others, because each of them sends it its last spans.
      const store = processes.filter(({ name }) => name === traceStoreName);
      const services = processes.filter(({ name }) => name !== traceStoreName);
      const sentences = [...(await stopInOrder(services)), ...(await stopInOrder(store))];
      // A database that is still being created is stopped as soon as it runs.
      await databaseStarted.catch(() => {});
      await database?.stop();
      return sentences;
    },
    kill() {
      for (const process of processes) process.kill();
      database?.kill();
    },
    processes: () => [
      ...processes.map(({ name, pid }) => ({ name, pid })),
      ...(database?.pid ? [{ name: 'PostgreSQL', pid: database.pid }] : []),
    ],
  };
}

function endedByItself(name: string, log: ProcessLog, { code, signal }: Exit): SentenceError {
  const how = signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
  const said = log.lastError()?.replace(`${name}: `, '');
  return new SentenceError(`${name} ${how}${said ? `: ${said}` : ''}; its log is ${shortPath(log.file)}`);
}
