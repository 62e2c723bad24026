import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Relay {
  url: string;
  /** CPU time that the relay's process has used so far, in microseconds, of all its threads. */
  cpuMicroseconds(): Promise<number>;
  stop(): Promise<void>;
}

const entry = fileURLToPath(new URL('./relay.ts', import.meta.url));

/** Starts a relay that passes on to the address given; its spans are made and processed, but not exported. */
export async function startRelay(nextUrl: string): Promise<Relay> {
  const child = spawn(process.execPath, ['--import', '@spanshop/shared/preload', entry, nextUrl], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, OTEL_TRACES_EXPORTER: 'none', OTEL_TRACES_SAMPLER: 'always_on' },
  });
  const ended = once(child, 'exit').then(([code]) =>
    Promise.reject(new Error(`the relay ended with exit code ${code}`)),
  );
  ended.catch(() => {});
  const message = async <T>() => (await Promise.race([once(child, 'message'), ended]))[0] as T;
  const { port } = await message<{ port: number }>();
  return {
    url: `http://127.0.0.1:${port}`,
    async cpuMicroseconds() {
      const answer = message<{ cpuMicroseconds: number }>();
      child.send('cpu');
      return (await answer).cpuMicroseconds;
    },
    async stop() {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}
