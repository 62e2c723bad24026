import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

/** The trace headers of one call that the service under test made. */
export interface Call {
  readonly traceId: string;
  readonly parentId: string;
  readonly flags: string;
  readonly tracestate: string | undefined;
}

export interface Harness {
  /** Sends header lines exactly as given and returns the calls which the service makes because of them, 1 by default. */
  exchange(headerLines: readonly (readonly [name: string, value: string])[], calls?: number): Promise<readonly Call[]>;
  close(): void;
}

/** Starts the service under test as a process of its own, with the shared preload, and a server that it is to call. */
export async function startHarness(): Promise<Harness> {
  const calls: Call[] = [];
  const callee = createServer((incoming, response) => {
    calls.push(readCall(incoming.headers));
    response.end();
  }).listen(0, '127.0.0.1');
  await once(callee, 'listening');
  const calleeUrl = `http://127.0.0.1:${(callee.address() as AddressInfo).port}/callback`;

  const service = spawn(
    process.execPath,
    ['--import', '@spanshop/shared/preload', `${import.meta.dirname}/server.ts`],
    {
      env: { ...process.env, PORT: '0', OTEL_TRACES_EXPORTER: 'none' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  process.once('exit', () => service.kill());
  const [serviceUrl] = await once(createInterface(service.stdout), 'line', { signal: AbortSignal.timeout(20_000) });

  return {
    async exchange(headerLines, count = 1) {
      calls.length = 0;
      const instructions = Array.from({ length: count }, () => ({ url: calleeUrl, arguments: [] }));
      const status = await post(serviceUrl, headerLines, JSON.stringify(instructions));
      if (status !== 200) throw new Error(`the service answered ${status}`);
      return [...calls];
    },
    close() {
      service.kill();
      callee.close();
    },
  };
}

function readCall({ traceparent, tracestate }: IncomingHttpHeaders): Call {
  const parts = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(String(traceparent));
  const [, traceId = '', parentId = '', flags = ''] = parts ?? [];
  return { traceId, parentId, flags, tracestate: tracestate === undefined ? undefined : String(tracestate) };
}

async function post(url: string, lines: readonly (readonly [string, string])[], body: string): Promise<number> {
  const { host } = new URL(url);
  const own = ['Host', host, 'Content-Type', 'application/json', 'Content-Length', String(body.length)];
  const sending = request(url, { method: 'POST', agent: false, headers: [...own, ...lines.flat()] });
  sending.end(body);
  const [answer] = await once(sending, 'response');
  answer.resume();
  return answer.statusCode;
}
