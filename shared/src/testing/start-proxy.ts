import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, forward } from './forward.ts';

/** What becomes of a request that a rule matches. */
export type Disturbance =
  | { do: 'pass' }
  /** The connection is destroyed before the target hears of the request. */
  | { do: 'refuse' }
  /** The caller gets this, or what is made of its request, instead of the target's answer; the target hears nothing. */
  | {
      do: 'answer';
      status: number;
      body?: unknown | ((request: SeenRequest) => unknown);
      headers?: Readonly<Record<string, string>>;
    }
  /** The target works on the request; then the caller's connection is destroyed instead of an answer. */
  | { do: 'drop answer' }
  /** The target hears of the request at `release()`. The caller is cut off at once, or left waiting for its timeout. */
  | { do: 'hold'; caller: 'cut off' | 'waits' }
  /** The request goes on after so many milliseconds. */
  | { do: 'delay'; ms: number };

/** A request as it arrived. */
export interface SeenRequest {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface Proxy {
  url: string;
  /** Every request so far, in the order in which their bodies were complete. */
  readonly requests: readonly SeenRequest[];
  /** From now on, for requests whose path (with its query) matches; the newest matching rule counts. `times`: how often, then it is over. */
  when(method: string, path: RegExp, disturbance: Disturbance, times?: number): void;
  /** Lets every held request go on, oldest first; resolves when the target has answered them all. */
  release(): Promise<readonly Answer[]>;
  /** Forgets rules and requests; what is held is dropped. */
  reset(): void;
  close(): Promise<void>;
}

interface Rule {
  method: string;
  path: RegExp;
  disturbance: Disturbance;
  timesLeft: number;
}

/** A real HTTP server between a caller and its peer that can break what passes. It makes no spans and changes no header. */
export async function startProxy(targetUrl: string): Promise<Proxy> {
  const requests: SeenRequest[] = [];
  let rules: Rule[] = [];
  let held: (() => Promise<Answer>)[] = [];

  function disturbanceFor(method: string, path: string): Disturbance {
    const rule = rules.find(rule => rule.timesLeft > 0 && rule.method === method && rule.path.test(path));
    if (rule) rule.timesLeft -= 1;
    return rule?.disturbance ?? { do: 'pass' };
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/', headers } = request;
    const body = await buffer(request);
    const seen = { method, path, headers, body: body.toString('utf8') };
    requests.push(seen);
    const disturbance = disturbanceFor(method, path);
    const send = () => forward(targetUrl, request, body);
    switch (disturbance.do) {
      case 'refuse':
        return void request.socket.destroy();
      case 'answer': {
        const given = typeof disturbance.body === 'function' ? disturbance.body(seen) : disturbance.body;
        const content = typeof given === 'string' ? given : JSON.stringify(given ?? {});
        response.writeHead(disturbance.status, { 'content-type': 'application/json', ...disturbance.headers });
        return void response.end(content);
      }
      case 'drop answer':
        await send();
        return void request.socket.destroy();
      case 'hold':
        held.push(send);
        if (disturbance.caller === 'cut off') request.socket.destroy();
        return;
      case 'delay':
        await sleep(disturbance.ms);
    }
    const { status, headers: answered, body: content } = await send();
    response.writeHead(status, answered).end(content);
  }

  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  });
  // instrumentation-http patches http.Server.prototype.emit; with the original in place the proxy stays out of the traces.
  server.emit = EventEmitter.prototype.emit;
  await once(server.listen(0, '127.0.0.1'), 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    when(method, path, disturbance, times = Number.POSITIVE_INFINITY) {
      rules = [{ method, path, disturbance, timesLeft: times }, ...rules];
    },
    async release() {
      const answers: Answer[] = [];
      for (const send of held.splice(0)) answers.push(await send());
      return answers;
    },
    reset() {
      rules = [];
      held = [];
      requests.length = 0;
    },
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
