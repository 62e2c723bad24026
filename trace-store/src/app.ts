import type { RequestListener } from 'node:http';
import { createReceiver } from './otlp/receiver.ts';
import { createQueryApi } from './query/query-api.ts';
import { createSpanStore, type StoreBounds } from './store/span-store.ts';

export interface App {
  otlp: RequestListener;
  query: RequestListener;
}

/** Bytes of one OTLP request, inflated: ten times a batch of 2,048 ordinary spans. */
const maxBodyBytes = 16 * 1024 * 1024;

/** Bytes of all OTLP requests that are on their way in at a time. */
const maxHeldBytes = 64 * 1024 * 1024;

/** The trace store without its ports: a listener for OTLP and one for the query API over the same spans. */
export function createApp(bounds: StoreBounds): App {
  const store = createSpanStore(bounds);
  const receiver = createReceiver(store, { maxBodyBytes, maxHeldBytes });
  const stats = (): object => ({ ...store.stats(), ...receiver.stats(), ...processStats() });
  return { otlp: receiver.listener, query: createQueryApi(store, stats) };
}

/** What the store costs: processor time since its start and resident memory now. */
function processStats(): object {
  const { user, system } = process.cpuUsage();
  return { cpuSeconds: (user + system) / 1e6, residentBytes: process.memoryUsage.rss() };
}
