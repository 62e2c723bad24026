import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { SentenceError } from '@spanshop/shared/errors';
import { freePorts } from '../ports/index.ts';
import { findPostgresBinaries } from './binaries.ts';
import { adminPassword, prepareDataFolder } from './data-folder.ts';
import { explainFailure } from './explain-failure.ts';
import { chooseUser, type RunAs } from './run-as.ts';
import { serverArguments } from './server-arguments.ts';

export interface PostgresOptions {
  /** Where the data live; created when absent. */
  dataFolder: string;
  /** A free one when absent. */
  port?: number;
  /** Whether committed data survive a crash of the machine; false for tests, where it only costs time. */
  durable: boolean;
  /** Takes each line of the server's log. */
  onLog?: (line: string) => void;
}

export interface PostgresServer {
  port: number;
  /** Connection of the superuser to the maintenance database. */
  adminUrl: string;
  pid: number;
  /** Settles when the server ends, whoever ended it. */
  exited: Promise<void>;
  /** Ends every connection, writes what must be written, and resolves when the process is gone. */
  stop(): Promise<void>;
  /** Ends it at once; the next start recovers from the log. */
  kill(): void;
}

/**
 * Starts a PostgreSQL 18 on 127.0.0.1 that ends with us, even when we are killed, and not when Ctrl-C is pressed.
 *
 * @throws SentenceError in one sentence: data folder broken, of another version or in use, port in use
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  mkdirSync(dirname(options.dataFolder), { recursive: true });
  const runAs = chooseUser(dirname(options.dataFolder));
  const binaries = await findPostgresBinaries(runAs);
  await prepareDataFolder(options.dataFolder, binaries, runAs);
  const port = options.port ?? (await freePorts('postgres')).postgres;
  const process_ = spawnServer(binaries.postgres, serverArguments({ ...options, port }), runAs);
  const exited = once(process_, 'exit').then(() => {});
  await ready(process_, exited, { ...options, port });
  return {
    port,
    adminUrl: adminUrlOf(port),
    pid: process_.pid as number,
    exited,
    stop: () => stop(process_, exited),
    kill: () => void process_.kill('SIGQUIT'),
  };
}

/** Connection of the superuser to the maintenance database of a server that `startPostgres` started. */
export function adminUrlOf(port: number): string {
  return `postgres://postgres:${adminPassword}@127.0.0.1:${port}/postgres`;
}

/**
 * The shell becomes the server; what it leaves beside it waits for our end of the pipe to close, which happens however we
 * end, and then asks the server for a fast shutdown.
 */
const endsWithParent = 'exec 3<&0; { read -r _ <&3; kill -INT $$; } >/dev/null 2>&1 & exec "$@" </dev/null 3<&-';

function spawnServer(postgres: string, flags: readonly string[], runAs: RunAs): ChildProcess {
  const command = runAs.command('/bin/sh', ['-c', endsWithParent, 'sh', postgres, ...flags]);
  return spawn(command.file, command.arguments, {
    ...command.options,
    // A process group of its own: Ctrl-C in the terminal reaches the launcher alone, which stops things in order.
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
    env: { ...process.env, LC_ALL: 'C' },
  });
}

/** It may have to recover what a crash left. */
const startWithinMs = 90_000;

async function ready(server: ChildProcess, exited: Promise<void>, options: PostgresOptions & { port: number }) {
  const log: string[] = [];
  const started = new Promise<void>(resolve => {
    createInterface({ input: server.stderr as NodeJS.ReadableStream }).on('line', line => {
      if (line.includes('database system is ready to accept connections')) resolve();
      if (log.length < 200) log.push(line);
      options.onLog?.(line);
    });
  });
  const closed = once(server, 'close').then(() => {
    throw explainFailure(log, options);
  });
  closed.catch(() => {});
  const timer = new AbortController();
  const tooLate = sleep(startWithinMs, undefined, { signal: timer.signal }).then(() => {
    server.kill('SIGQUIT');
    const last = log.at(-1) ?? 'it said nothing';
    throw new SentenceError(
      `PostgreSQL in ${options.dataFolder} has not started after ${startWithinMs / 1_000} s: ${last}`,
    );
  });
  tooLate.catch(() => {});
  await Promise.race([started, closed, exited.then(() => closed), tooLate]).finally(() => timer.abort());
}

const fastShutdownMs = 8_000;

async function stop(server: ChildProcess, exited: Promise<void>): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill(signal);
    await Promise.race([exited, sleep(fastShutdownMs, undefined, { ref: false })]);
  }
}
