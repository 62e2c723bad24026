import { twoProportionZ } from '../../statistics/index.ts';
import type { Comparison } from '../comparison.ts';
import type { Culprit, Scope } from '../culprit.ts';
import { fastestExemplars } from '../exemplars.ts';
import { thresholds } from '../thresholds.ts';
import { inMs, percent } from './explanation.ts';
import { type Idleness, idlenessOf } from './idle-requests.ts';

/**
 * Operations that came to end early without a status: what fails and says so nowhere shows as work that is no longer done, and
 * as requests that became faster. A cache or a change of the program may spare the same work, so that is never said with more
 * than medium confidence. The most frequent first.
 */
function vanishedWork(comparison: Comparison, scope: Scope): readonly Culprit[] {
  const idle = operationsWithFewerCalls(comparison)
    .flatMap(id => idlenessOf(id, comparison) ?? [])
    .filter(isNoChance);
  return idle
    .filter(one => !idle.some(other => other !== one && explains(other, one, comparison)))
    .sort((a, b) => b.after.idle - a.after.idle || (a.operation.id < b.operation.id ? -1 : 1))
    .map(each => culpritOf(each, scope));
}

/** Named where nobody else is: what is slow or fails elsewhere may well be why less is done. */
export function withVanishedWork(candidates: readonly Culprit[], comparison: Comparison): readonly Culprit[] {
  const vanished = vanishedWork(comparison, { of: 'all' });
  if (candidates.every(({ confidence }) => confidence === 'none')) return [...vanished, ...candidates];
  const doubt = 'may follow from what is named';
  return [...candidates, ...vanished.map(culprit => ({ ...culprit, confidence: 'none' as const, doubt }))];
}

/** By the sums of the windows, which are there already: most operations make as many calls as before and need no closer look. */
function operationsWithFewerCalls({ before, after }: Comparison): readonly string[] {
  const found = new Set<string>();
  for (const [id, { caller, count }] of before.calls) {
    const [was, is] = [before.operations.get(caller), after.operations.get(caller)];
    if (!was || !is || was.kind === 'client' || was.count === 0 || is.count === 0) continue;
    const [rateBefore, rateAfter] = [count / was.count, (after.calls.get(id)?.count ?? 0) / is.count];
    if (rateBefore - rateAfter > thresholds.vanished.points * rateBefore) found.add(caller);
  }
  return [...found];
}

function isNoChance({ before, after }: Idleness): boolean {
  const { z, points, least } = thresholds.vanished;
  const grew = after.idle / after.all - before.idle / before.all;
  return after.idle >= least && grew > points && twoProportionZ(before.idle, before.all, after.idle, after.all) > z;
}

/** A step further inside that is idle in most of the same requests: the caller merely goes on without it. */
function explains(inner: Idleness, outer: Idleness, { after }: Comparison): boolean {
  const same = new Set(inner.idleRequests);
  const shared = outer.idleRequests.filter(request => same.has(request)).length;
  if (shared < outer.idleRequests.length / 2) return false;
  const above = new Set([inner.operation.id]);
  for (const id of above) for (const caller of after.callersOf.get(id) ?? []) above.add(caller);
  return above.has(outer.operation.id);
}

function culpritOf(
  { operation, missing, before, after, idleRequests, idleMs, usualMs }: Idleness,
  scope: Scope,
): Culprit {
  const rates = { before: before.idle / before.all, after: after.idle / after.all };
  const names = missing.length > 3 ? `${missing.slice(0, 3).join(', ')} and others` : missing.join(', ');
  return {
    service: operation.service,
    operation: operation.operation,
    kind: 'error',
    peer: '',
    scope,
    confidence: 'medium',
    doubt: undefined,
    slowDownMs: 0,
    share: 0,
    leastSlowDownMs: 0,
    stability: 1,
    errorRate: rates,
    evidence: [
      `${operation.operation} of ${operation.service} ends without ${names}, which it always did, in ${percent(rates.before)} to ${percent(rates.after)} of the requests (${after.idle} of them).`,
      `It then takes ${inMs(idleMs)} instead of ${inMs(usualMs)}, and no span says that anything failed: it fails without a status, or a cache or a change of the program spares it the work.`,
    ],
    exemplars: fastestExemplars(idleRequests),
    keyIds: new Set(),
  };
}
