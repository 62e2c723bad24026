import { parentPort, workerData } from 'node:worker_threads';
import { createTraceBackend } from '../../src/clients/trace-backend.ts';

// A search in a heap of its own, whose bound the test sets.
const { queryUrl } = workerData as { queryUrl: string };
let spans = 0;
for await (const trace of createTraceBackend(queryUrl, 60_000).search({ fromUnixMs: 0, toUnixMs: 1, limit: 100 })) {
  spans += trace.spans.length;
}
parentPort?.postMessage(spans);
