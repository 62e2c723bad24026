import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { SpanCounts } from './span-counts.ts';

export interface Sink {
  /** What comes before the path `/<way>/v1/traces`. */
  url: string;
  /** Spans of each way, by its id, that arrive while the work runs. */
  countWhile(work: () => Promise<void>): Promise<Readonly<Record<string, SpanCounts>>>;
  stop(): Promise<void>;
}

const entry = fileURLToPath(new URL('./sink.ts', import.meta.url));

/** Starts what takes the spans, a process of its own that shares the machine and nothing else. */
export async function startSink(): Promise<Sink> {
  const child = spawn(process.execPath, [entry], { detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const exited = once(child, 'exit');
  const ended = exited.then(([code]) => Promise.reject(new Error(`the sink ended with exit code ${code}`)));
  ended.catch(() => {});
  const message = async <T>() => (await Promise.race([once(child, 'message'), ended]))[0] as T;
  const { port } = await message<{ port: number }>();
  return {
    url: `http://127.0.0.1:${port}`,
    async countWhile(work) {
      child.send('count');
      await work();
      const counts = message<Record<string, SpanCounts>>();
      child.send('report');
      return counts;
    },
    async stop() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}
