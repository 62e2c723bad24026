import type { RequestFacts } from '../compare/index.ts';
import type { Comparison } from './comparison.ts';
import type { Finding } from './findings.ts';
import { findingNano } from './settling.ts';
import { thresholds } from './thresholds.ts';

/**
 * Whether every request that came to the place took far longer there than any before. Dealing requests out anew cannot tell
 * so few from chance: of 3 and 5, one deal in 56 is as uneven by itself. That no time before comes near any time after can.
 *
 *     before   ...                         3 calls of 30 ms
 *     after                    . .. . .    5 calls of 2 s
 *
 * Of two speeds that a place has always had (a cache that hits or misses), calls fall apart like this by chance in one pair of
 * windows of 119 at most: with 3 calls before and 4 after, of which 3 in 7 are fast, (3/7)^3 * (4/7)^4. More calls do so more rarely.
 */
export function isEachCallSlower(finding: Finding, comparison: Comparison): boolean {
  const operations = new Set(finding.changes.map(change => comparison.keyOf(change).operationId));
  const came = ({ operations: has }: RequestFacts) => [...operations].some(id => has.has(id));
  const { leastCalls, leastOfBoth, times, leastMs } = thresholds.eachCall;
  // Endpoints differ in what they ask for, so each is compared with itself.
  const compared = comparison.mix.pairs
    .map(({ baseline, degraded }) => ({ before: baseline.filter(came), after: degraded.filter(came) }))
    .filter(({ before, after }) => Math.min(before.length, after.length) >= leastCalls);
  const calls = compared.reduce((sum, { before, after }) => sum + before.length + after.length, 0);
  return (
    calls >= leastOfBoth &&
    compared.every(({ before, after }) => {
      const slowestNano = Math.max(leastMs * 1e6, ...before.map(request => findingNano(request, finding)));
      return after.every(request => findingNano(request, finding) >= times * slowestNano);
    })
  );
}
