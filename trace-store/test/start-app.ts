import type { Server } from 'node:http';
import { createApp } from '../src/app.ts';
import { closeAll, listen } from '../src/http/listen.ts';
import type { StoreBounds } from '../src/store/span-store.ts';

export interface RunningApp {
  otlpUrl: string;
  queryUrl: string;
  /** The server behind `queryUrl`. */
  queryServer: Server;
  close(): Promise<void>;
}

/** The real app on free ports. */
export async function startApp(bounds: Partial<StoreBounds> = {}, patienceMs = 30_000): Promise<RunningApp> {
  const app = createApp({ maxSpans: 10_000, maxBytes: 16 * 1024 * 1024, ...bounds });
  const place = { host: '127.0.0.1', port: 0, patienceMs };
  const otlp = await listen(app.otlp, place);
  const query = await listen(app.query, place);
  return { otlpUrl: otlp.url, queryUrl: query.url, queryServer: query.server, close: () => closeAll([otlp, query]) };
}

/** The numbers of `/stats`. */
export async function readStats({ queryUrl }: { queryUrl: string }): Promise<Record<string, number>> {
  const response = await fetch(`${queryUrl}/stats`);
  return (await response.json()) as Record<string, number>;
}
