import type { Shop } from '@spanshop/local/running-shop';
import type { Digest } from '../requests/digest.ts';
import type { WorstRequest } from '../requests/worst.ts';
import type { LinkedRequest, ObjectiveResult, RunRecord } from '../runs/run-record.ts';

const callTimeoutMs = 5_000;
const callsAtOnce = 4;

/** The worst requests of each journey with the addresses of their traces; journeys that failed an objective come first. */
export async function linkWorst(
  { traces }: Shop,
  digest: Digest,
  failed: readonly ObjectiveResult[],
): Promise<RunRecord['worst']> {
  const hasFailed = (journey: string) => failed.some(objective => objective.journey === journey);
  const journeys = Object.keys(digest).sort((a, b) => Number(hasFailed(b)) - Number(hasFailed(a)));
  const ids = new Set(journeys.flatMap(name => worstOf(digest, name).flatMap(({ traceId }) => traceId ?? [])));
  const found = traces?.queryUrl ? await findTraces(traces.queryUrl, [...ids]) : undefined;
  const linked = (request: WorstRequest): LinkedRequest => {
    const { traceId } = request;
    if (traceId === undefined) return request;
    return {
      ...request,
      ...(traces ? { link: traces.link.replace('{traceId}', traceId) } : {}),
      ...(found ? { found: found.has(traceId) } : {}),
    };
  };
  return Object.fromEntries(
    journeys.map(name => {
      const { slowest = [], failed: failures = [] } = digest[name] ?? {};
      return [name, { slowest: slowest.map(linked), failed: failures.map(linked) }];
    }),
  );
}

function worstOf(digest: Digest, journey: string): WorstRequest[] {
  return [...(digest[journey]?.slowest ?? []), ...(digest[journey]?.failed ?? [])];
}

async function findTraces(queryUrl: string, ids: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  const left = [...ids];
  const work = async () => {
    for (let id = left.pop(); id; id = left.pop()) if (await isThere(queryUrl, id)) found.add(id);
  };
  await Promise.all(Array.from({ length: callsAtOnce }, work));
  return found;
}

async function isThere(queryUrl: string, traceId: string): Promise<boolean> {
  try {
    const answer = await fetch(`${queryUrl}/api/v3/traces/${traceId}`, { signal: AbortSignal.timeout(callTimeoutMs) });
    return answer.ok && (await answer.text()).includes(traceId);
  } catch {
    return false;
  }
}
