import { detectSpelling, type Search, search, traceIdsOf } from '../../../trace-store/test/query-client.ts';
import { until } from '../../support/until.ts';

/** What Jaeger's search page asks for. */
export interface TraceQuery {
  service: string;
  operation?: string | undefined;
  /** Such as `20ms`. */
  minDuration?: string | undefined;
  tags?: Readonly<Record<string, string>> | undefined;
}

/** Gives the ids of traces, at most twenty. */
export type TraceSearch = (query: TraceQuery) => Promise<string[]>;

const limit = '20';
const hourMs = 3_600_000;
const callTimeoutMs = 30_000;

/**
 * How the Jaeger at hand searches: by its API v3; where that ignores attributes, as before 2.19, by the API of its page. That
 * one is gone in newer ones. Waits for a trace, without which it does not show.
 *
 * @param known a search without tags that finds something, sooner or later
 */
export async function detectSearch(jaegerUrl: string, known: TraceQuery): Promise<TraceSearch> {
  const spelling = await detectSpelling(jaegerUrl);
  const byApi: TraceSearch = async query => traceIdsOf(await search(jaegerUrl, spelling, toSearch(query)));
  await until('a trace in Jaeger', () => byApi(known), hasSome);
  const ignoresTags = hasSome(await byApi({ ...known, tags: nonsense() }));
  return ignoresTags ? query => searchAsPage(jaegerUrl, query) : byApi;
}

/** A tag that no span has; with the values of others, tags that no span has like that. */
export function nonsense(tags: Readonly<Record<string, string>> = { nonsense: '' }): Record<string, string> {
  return Object.fromEntries(Object.keys(tags).map(key => [key, 'no-span-has-this']));
}

export function hasSome(found: readonly unknown[]): boolean {
  return found.length > 0;
}

function toSearch({ service, operation, minDuration, tags }: TraceQuery): Search {
  return {
    serviceName: service,
    ...(operation ? { operationName: operation } : {}),
    ...(minDuration ? { durationMin: minDuration } : {}),
    ...(tags ? { attributes: JSON.stringify(tags) } : {}),
    searchDepth: limit,
  };
}

async function searchAsPage(
  jaegerUrl: string,
  { service, operation, minDuration, tags }: TraceQuery,
): Promise<string[]> {
  const now = Date.now();
  const parameters = new URLSearchParams({
    service,
    ...(operation ? { operation } : {}),
    ...(minDuration ? { minDuration } : {}),
    ...(tags ? { tags: JSON.stringify(tags) } : {}),
    start: String((now - hourMs) * 1_000),
    end: String((now + hourMs) * 1_000),
    limit,
  });
  const answer = await fetch(`${jaegerUrl}/api/traces?${parameters}`, { signal: AbortSignal.timeout(callTimeoutMs) });
  if (!answer.ok) throw new Error(`Jaeger answered ${answer.status} to ${parameters}: ${await answer.text()}`);
  const { data } = (await answer.json()) as { data: { traceID: string }[] };
  return data.map(({ traceID }) => traceID);
}
