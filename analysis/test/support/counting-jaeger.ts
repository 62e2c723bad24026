import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

/** A Jaeger in a thread of its own: it counts searches where others can see it, and finds one trace in each. */
const searches = new Int32Array(workerData as SharedArrayBuffer);

const server = createServer((request, response) => {
  const from = new URL(request.url ?? '', 'http://localhost').searchParams.get('query.startTimeMin') ?? '';
  const count = Atomics.add(searches, 0, 1) + 1;
  Atomics.notify(searches, 0);
  const startNano = BigInt(Date.parse(from)) * 1_000_000n;
  const span = {
    traceId: count.toString(16).padStart(32, '0'),
    spanId: '0000000000000001',
    name: 'GET /',
    kind: 2,
    startTimeUnixNano: String(startNano),
    endTimeUnixNano: String(startNano + 1_000_000n),
  };
  response.end(JSON.stringify({ result: { resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] } }));
});
server.listen(0, '127.0.0.1', () => parentPort?.postMessage((server.address() as AddressInfo).port));
