import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { SentenceError } from '@spanshop/shared/errors';
import { checkPortsFree } from './check-ports-free.ts';
import { untilAllAnswer } from './until-all-answer.ts';

/** What all backends take. */
export interface BackendOptions {
  /** The program, or for Zipkin the jar. */
  path: string;
  /** For configuration and whatever else it writes; made when absent. */
  folder: string;
  environment?: NodeJS.ProcessEnv;
  /** Gets each line that it says. */
  onLine?: (line: string) => void;
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface RunningBackend<Urls> {
  name: string;
  pid: number;
  urls: Urls;
  /** Resolves when it can do its work; rejects with a SentenceError in one sentence when it ends before that or takes too long. */
  ready: Promise<void>;
  /** Resolves when it has ended, whoever ended it. */
  exited: Promise<Exit>;
  /** Asks it to end and waits; ends it by force after 10 s. */
  stop(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

export interface BackendProcess<Urls> {
  name: string;
  program: string;
  flags: readonly string[];
  environment: NodeJS.ProcessEnv;
  ports: readonly number[];
  urls: Urls;
  /** All answer once it is ready. */
  probes: readonly string[];
  onLine?: ((line: string) => void) | undefined;
}

/** A busy machine takes its time: Zipkin starts in 5 s on an idle one, and has taken 40. */
const readyWithinMs = 120_000;
const stopWithinMs = 10_000;

/**
 * The shell becomes the program; what it leaves beside it waits for our end of the pipe to close, which happens however we
 * end, and then ends the program. So does Ctrl-C, but in the order of whoever started it: the group is its own.
 */
const endsWithUs = 'exec 3<&0; { read -r _ <&3; kill -TERM $$; } >/dev/null 2>&1 & exec "$@" </dev/null 3<&-';

/** @throws SentenceError when one of its ports is in use */
export async function startBackend<Urls>(definition: BackendProcess<Urls>): Promise<RunningBackend<Urls>> {
  const { name, program, flags, environment, ports, urls, probes, onLine } = definition;
  await checkPortsFree(name, ports);
  const child = spawn('/bin/sh', ['-c', endsWithUs, 'sh', program, ...flags], {
    env: withoutTelemetry(environment),
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A program that is gone closes its end of the pipe first.
  child.stdin.on('error', () => {});
  let reason = 'it said nothing';
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', line => {
      if (/error|fail|exception|cannot|not found/i.test(line)) reason = line.trim();
      onLine?.(line);
    });
  }
  const exited = once(child, 'exit').then(([code, signal]): Exit => ({ code, signal }));
  const ended = exited.then(({ code, signal }) => {
    throw new SentenceError(`${name} ended by itself (${signal ?? `exit code ${code}`}): ${reason}`);
  });
  const probing = new AbortController();
  const answered = untilAllAnswer(probes, readyWithinMs, probing.signal).then(all => {
    if (!all) throw new SentenceError(`${name} was not ready within ${readyWithinMs / 1_000} s: ${reason}`);
  });
  const ready = Promise.race([answered, ended]).finally(() => probing.abort());
  // Whoever does not wait for it may still stop it.
  for (const promise of [ready, ended, answered]) promise.catch(() => {});

  const isRunning = () => child.exitCode === null && child.signalCode === null;
  return {
    name,
    pid: child.pid as number,
    urls,
    ready,
    exited,
    async stop() {
      for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
        if (!isRunning()) return;
        child.kill(signal);
        await Promise.race([exited, sleep(stopWithinMs, undefined, { ref: false })]);
      }
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

/** What the user says about telemetry is meant for the shop's services; these programs would obey it too. */
function withoutTelemetry(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('OTEL_')));
}
