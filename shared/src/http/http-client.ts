import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import axios, { isAxiosError } from 'axios';
import type { z } from 'zod';
import { remainingMs } from '../deadline/index.ts';
import { PeerError, type PeerFailure } from '../errors/index.ts';
import { runAsOutgoingCall } from '../telemetry/index.ts';
import { axiosTransport } from './axios-transport.ts';
import type { Call, HttpClient, HttpClientOptions } from './call.ts';
import { timeoutHeader } from './deadline-header.ts';
import { readAnswer } from './read-answer.ts';

const defaultPauseMs = 50;
/** A pause doubles no more often: 2 ** 1024 is infinite, and no pause at all, that many times over, is not a number. */
const mostDoublings = 10;
const largestAnswerBytes = 5_000_000;

/** An axios client with keep-alive, a deadline on every call, checked answers and a CLIENT span that names its peer. */
export function createHttpClient({ peer, baseUrl, timeoutMs, external = false }: HttpClientOptions): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 100, maxFreeSockets: 20, timeout: 60_000 });
  const http = axios.create({
    baseURL: baseUrl,
    httpAgent: agent,
    transport: axiosTransport,
    proxy: false,
    maxRedirects: 0,
    maxContentLength: largestAnswerBytes,
    validateStatus: () => true,
  });

  async function attempt<Schema extends z.ZodType>(call: Call<Schema>, resendCount: number): Promise<z.infer<Schema>> {
    const budgetMs = Math.floor(Math.min(timeoutMs, remainingMs()));
    if (budgetMs < 1) throw new PeerError({ peer, failure: 'unreachable', detail: `no time left to call ${peer}` });
    const send = () =>
      http.request({
        method: call.method,
        url: fill(call.path, call.parameters),
        params: call.query ?? {},
        data: call.method === 'POST' ? (call.body ?? {}) : undefined,
        signal: AbortSignal.timeout(budgetMs),
        headers: external ? {} : { [timeoutHeader]: String(budgetMs) },
      });
    const answer = await runAsOutgoingCall({ peer, urlTemplate: call.path, resendCount, external }, send).catch(
      error => {
        throw noAnswer(peer, budgetMs, error);
      },
    );
    return readAnswer({ peer, external }, call, answer);
  }

  return {
    async call(call) {
      let unsure: unknown;
      for (let sent = 0; ; sent += 1) {
        try {
          return await attempt(call, sent);
        } catch (error) {
          const inVain =
            error instanceof PeerError && (error.failure === 'unreachable' || error.failure === 'unavailable');
          // A later try that was in vain does not tell what became of an earlier one.
          const lastTry = sent + 1 >= (call.attempts ?? 1) || remainingMs() < 1;
          if (lastTry || !worthRepeating(error)) throw inVain ? (unsure ?? error) : error;
          if (!inVain) unsure = error;
          const pauseMs = (call.pauseMs ?? defaultPauseMs) * 2 ** Math.min(sent, mostDoublings) * (0.5 + Math.random());
          await sleep(Math.min(pauseMs, remainingMs()));
        }
      }
    },
    close: () => agent.destroy(),
  };
}

function fill(path: string, parameters: Readonly<Record<string, string>> = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''));
}

function worthRepeating(error: unknown): boolean {
  return error instanceof PeerError && (error.failure === 'unreachable' || error.peerStatus === 503);
}

function noAnswer(peer: string, budgetMs: number, cause: unknown): PeerError {
  const code = isAxiosError(cause) ? cause.code : undefined;
  if (axios.isCancel(cause)) {
    return new PeerError({ peer, failure: 'timeout', detail: `${peer} did not answer within ${budgetMs} ms`, cause });
  }
  const failure: PeerFailure = code !== undefined && neverConnected.has(code) ? 'unreachable' : 'broken';
  return new PeerError({ peer, failure, detail: `the call to ${peer} broke: ${code ?? String(cause)}`, cause });
}

const neverConnected: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
