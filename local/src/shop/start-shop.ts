import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { limitProblems } from '../processes/limit-problems.ts';
import { createProcessLog, type ProcessLog } from '../processes/process-log.ts';
import { startProcess } from '../processes/start-process.ts';
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
  /** Resolves when everything can do its work; rejects with what failed first, then or later. */
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
export function startShop({
  topology,
  database: databaseOptions,
  logFolder,
  environment,
  onProblem,
}: ShopOptions): Shop {
  mkdirSync(logFolder, { recursive: true });
  let stopping = false;
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {});

  const show = limitProblems(onProblem);
  const logOf = (name: string): ProcessLog & { file: string } => {
    const file = join(logFolder, `${name}.log`);
    const log = createProcessLog(file, problem => {
      if (!stopping) show(problem.startsWith(name) ? problem : `${name} ${problem}`);
    });
    return { ...log, file };
  };

  let database: ShopDatabase | undefined;
  const postgresLog = logOf('postgres');
  const databaseStarted = startDatabase({ ...databaseOptions, onLog: line => postgresLog.append(line) }).then(
    started => {
      database = started;
      void started.exited.then(() => {
        failure.reject(new SentenceError(`PostgreSQL ended by itself; its log is ${shortPath(postgresLog.file)}`));
      });
    },
  );
  databaseStarted.catch(failure.reject);

  const processes = topology.map(definition => {
    const log = logOf(definition.name);
    const running = startProcess(definition, environment, log);
    void running.exited.then(exit => {
      log.close();
      const reason = exit.signal ? `was ended by ${exit.signal}` : `ended with exit code ${exit.code}`;
      const last = log.lastError();
      const said = last ? `: ${last.replace(`${definition.name}: `, '')}` : '';
      failure.reject(new SentenceError(`${definition.name} ${reason}${said}; its log is ${shortPath(log.file)}`));
    });
    return running;
  });

  const ready = Promise.all([databaseStarted, ...processes.map(process => process.ready)]).then(() => {});
  return {
    ready: Promise.race([ready, failure.promise]),
    failed: failure.promise,
    async stop() {
      stopping = true;
      const store = processes.filter(({ name }) => name === traceStoreName);
      const services = processes.filter(({ name }) => name !== traceStoreName);
      const sentences = [...(await stopInOrder(services)), ...(await stopInOrder(store))];
      // A database that is still being created is stopped as soon as it runs.
      await databaseStarted.catch(() => {});
      await database?.stop();
      postgresLog.close();
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
