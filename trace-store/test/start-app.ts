import { createApp } from '../src/app.ts';
import { closeAll, listen } from '../src/http/listen.ts';
import type { StoreBounds } from '../src/store/span-store.ts';

export interface RunningApp {
  otlpUrl: string;
  queryUrl: string;
  close(): Promise<void>;
}

/** The real app on free ports. */
export async function startApp(bounds: Partial<StoreBounds> = {}): Promise<RunningApp> {
  const app = createApp({ maxSpans: 10_000, maxBytes: 16 * 1024 * 1024, ...bounds });
  const otlp = await listen(app.otlp, '127.0.0.1', 0);
  const query = await listen(app.query, '127.0.0.1', 0);
  return { otlpUrl: otlp.url, queryUrl: query.url, close: () => closeAll([otlp, query]) };
}

/** The numbers of `/stats`. */
export async function readStats({ queryUrl }: { queryUrl: string }): Promise<Record<string, number>> {
  const response = await fetch(`${queryUrl}/stats`);
  return (await response.json()) as Record<string, number>;
}
