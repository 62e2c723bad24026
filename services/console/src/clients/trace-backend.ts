import type { JaegerCalls } from '@spanshop/analysis/readers';
import { abandonment } from '@spanshop/shared/deadline';
import { AppError } from '@spanshop/shared/errors';
import type { TraceBackend } from '../domain/trace-backend.ts';

/**
 * The trace backend over HTTP. The readers are loaded with the first question: until somebody opens a page, a start has other
 * things to do.
 *
 * @param queryUrl where Jaeger's query API v3 answers; without one, every question is refused
 * @param timeoutMs how long one question may take
 */
export function createTraceBackend(queryUrl: string | undefined, timeoutMs: number): TraceBackend {
  let calls: Promise<JaegerCalls> | undefined;
  const ask = async <T>(question: (calls: JaegerCalls) => Promise<T>): Promise<T> => {
    if (queryUrl === undefined) throw noBackend;
    calls ??= import('@spanshop/analysis/readers').then(readers => readers.createJaegerCalls(queryUrl, timeoutMs));
    return question(await calls).catch(away);
  };
  return {
    services: () => ask(({ services }) => services()),
    operations: service => ask(({ operations }) => operations(service)),
    async search(search) {
      const answer = await ask(({ search: find }) => find(search));
      if (answer === undefined) return [];
      const { readTraces } = await import('@spanshop/analysis/readers');
      return readTraces(answer).traces;
    },
    async openTrace(traceId) {
      if (queryUrl === undefined) throw noBackend;
      const leaving = abandonment();
      const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(leaving ? [leaving] : [])]);
      const answer = await fetch(`${queryUrl}/api/v3/traces/${traceId}`, { signal }).catch(away);
      if (answer.ok && answer.body) return answer.body;
      await answer.body?.cancel();
      if (answer.status === 404) return undefined;
      return away(new Error(`the trace backend answered ${answer.status}`));
    },
  };
}

const noBackend = new AppError({
  status: 404,
  code: 'no_trace_backend',
  detail: 'The console was not told where traces can be asked for (QUERY_URL).',
});

function away(cause: unknown): never {
  throw new AppError({ status: 503, code: 'trace_backend_away', detail: 'The trace backend does not answer.', cause });
}
