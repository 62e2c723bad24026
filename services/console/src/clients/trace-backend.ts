import type { Trace } from '@spanshop/analysis/model';
import type { JaegerCalls } from '@spanshop/analysis/readers';
import { abandonment } from '@spanshop/shared/deadline';
import { AppError } from '@spanshop/shared/errors';
import type { TraceBackend } from '../domain/trace-backend.ts';
import { fewAtATime } from './few-at-a-time.ts';

/** What waits for the rest of its trace at a time, some 20 MB; a trace of more is cut there in a list. */
const bounds = {
  mostOpenSpans: 12_000,
  mostOpenCharacters: 10_000_000,
  // While an element is taken apart it is in memory several times.
  mostElementBytes: 8_000_000,
};

/** Each may hold what is bounded above. */
const mostSearchesAtATime = 2;

/**
 * The trace backend over HTTP. The readers are loaded with the first question: until somebody opens a page, a start has other
 * things to do.
 *
 * @param queryUrl where Jaeger's query API v3 answers; without one, every question is refused
 * @param timeoutMs how long one question may take; it ends sooner when nobody waits for its answer any more
 */
export function createTraceBackend(queryUrl: string | undefined, timeoutMs: number): TraceBackend {
  let calls: JaegerCalls | undefined;
  const searches = fewAtATime(mostSearchesAtATime);
  const whileAwaited = () => {
    const leaving = abandonment();
    return AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(leaving ? [leaving] : [])]);
  };
  const ask = async <T>(question: (calls: JaegerCalls) => Promise<T>): Promise<T> => {
    if (queryUrl === undefined) throw noBackend;
    const { createJaegerCalls, UnreadableInputError } = await import('@spanshop/analysis/readers');
    calls ??= createJaegerCalls(queryUrl, timeoutMs);
    return question(calls).catch(error => {
      throw error instanceof UnreadableInputError ? away(error) : error;
    });
  };
  return {
    services: () => ask(({ services }) => services()),
    operations: service => ask(({ operations }) => operations(service)),
    async *search(search) {
      const signal = whileAwaited();
      const leave = await searches.enter(signal).catch(error => {
        throw tooMany(error);
      });
      try {
        const answer = await ask(({ openSearch }) => openSearch(search, signal));
        if (answer) yield* tracesIn(answer);
      } finally {
        leave();
      }
    },
    async openTrace(traceId) {
      if (queryUrl === undefined) throw noBackend;
      const answer = await fetch(`${queryUrl}/api/v3/traces/${traceId}`, { signal: whileAwaited() }).catch(error => {
        throw away(error);
      });
      if (answer.ok && answer.body) return answer.body;
      await answer.body?.cancel();
      if (answer.status === 404) return undefined;
      throw away(new Error(`the trace backend answered ${answer.status}`));
    },
  };
}

async function* tracesIn(answer: AsyncIterable<Uint8Array>): AsyncGenerator<Trace> {
  const { OversizedElementError, streamTraces, UnreadableInputError } = await import('@spanshop/analysis/readers');
  const chunks = countBytes(answer);
  try {
    yield* streamTraces(chunks, bounds).traces;
  } catch (error) {
    if (error instanceof OversizedElementError) throw tooLarge(error);
    if (!(error instanceof UnreadableInputError)) throw error;
    // Some Jaegers answer nothing at all where nothing was found.
    if (chunks.bytes() > 0) throw away(error);
  }
}

/** An answer that stops or breaks off says so by an error, which is never one of the text that came. */
function countBytes(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> & { bytes(): number } {
  let bytes = 0;
  return {
    bytes: () => bytes,
    async *[Symbol.asyncIterator]() {
      try {
        for await (const chunk of chunks) {
          bytes += chunk.length;
          yield chunk;
        }
      } catch (error) {
        throw away(error);
      }
    },
  };
}

const noBackend = new AppError({
  status: 404,
  code: 'no_trace_backend',
  detail: 'The console was not told where traces can be asked for (QUERY_URL).',
});

function tooMany(cause: unknown): AppError {
  const detail = 'Others search now, and it took too long until it was this search’s turn.';
  return new AppError({ status: 503, code: 'too_many_searches', detail, cause });
}

function tooLarge(cause: Error): AppError {
  return new AppError({
    status: 503,
    code: 'trace_too_large',
    detail: 'One of these traces is too large for a list: search for others, or open it by its id.',
    cause,
  });
}

function away(cause: unknown): AppError {
  return new AppError({ status: 503, code: 'trace_backend_away', detail: 'The trace backend does not answer.', cause });
}
