import type { Culprit, Diagnosis } from '@spanshop/analysis/diagnose';
import type { Skipped } from '@spanshop/analysis/readers';
import { z } from 'zod';

/** Raised whenever a field changes its meaning or goes away; new fields may come at any time. */
const diagnosisJsonVersion = 1;

const count = z.number().int().min(0);
const share = z.number();
const ms = z.number().describe('milliseconds');

const scope = z.discriminatedUnion('of', [
  z.object({ of: z.literal('all') }),
  z.object({ of: z.literal('endpoint'), endpoint: z.string() }),
  z.object({ of: z.literal('tail'), fromPercentile: z.number() }),
  z.object({ of: z.literal('attribute'), attribute: z.string(), value: z.string() }),
]);

const culprit = z.object({
  service: z.string(),
  operation: z.string(),
  kind: z.string().describe('one of the kinds in diagnose/culprit.ts'),
  peer: z.string().describe('the other party: dependency, link, pool, lock, what was called too often; may be empty'),
  confidence: z.enum(['high', 'medium', 'none']),
  doubt: z.string().nullable().describe('what speaks against it however large it is; null when nothing does'),
  scope: scope.describe('where it holds, when not in all requests'),
  slowDownMs: ms.describe('what it added to the mean latency; 0 when it is about errors only'),
  leastSlowDownMs: ms.describe('5th percentile of that over the resamples'),
  share: share.describe('of the change of the mean latency; may exceed 1 when something else became faster'),
  stability: z.number().min(0).max(1),
  errorRate: z.object({ before: z.number(), after: z.number() }).nullable().describe('errors per call, 0 to 1'),
  evidence: z.array(z.string()),
  exemplars: z.array(
    z.object({
      how: z.enum(['extreme', 'typical']),
      traceId: z.string(),
      endpoint: z.string(),
      latencyMs: ms,
      culpritMs: ms,
    }),
  ),
});

const forecast = z.object({ baselineMs: ms, degradedMs: ms, curedMs: ms });
const cured = z.object({
  endpoint: z.string(),
  recomputedRequests: count.describe('degraded requests whose critical path was computed anew'),
  mean: forecast,
  p95: forecast,
});
const evidence = z.discriminatedUnion('of', [
  z.object({ of: z.literal('time'), beforeMs: ms, afterMs: ms }),
  z.object({ of: z.literal('errors'), beforeRate: share, afterRate: share }),
]);
const step = z.object({
  service: z.string(),
  operation: z.string(),
  via: z.enum(['entry', 'call', 'message', 'within', 'shared']).describe('how it is reached from the step before it'),
  evidence: evidence
    .nullable()
    .describe('what grew at it, per request of the endpoint; null: nothing that shows the way'),
});
const named = culprit.extend({
  path: z.array(step).describe('from the endpoint that a user calls to the culprit, both included'),
  cure: z.array(cured).describe('latency of each endpoint if the culprit were as in the baseline; empty for errors'),
});

const window = z.object({
  fromUnixMs: z.number(),
  toUnixMs: z.number(),
  requests: count,
  requestsPerSecond: z.number(),
});
const figures = z.object({ requestsPerSecond: z.number(), p50Ms: ms, p95Ms: ms, failureRate: share });

/** The diagnosis as other programs read it. */
export const diagnosisDocument = z.object({
  format: z.literal('trace-diagnosis'),
  version: z.literal(diagnosisJsonVersion),
  culprits: z.array(named).describe('with confidence, the weightiest first; empty: no confident culprit'),
  comparable: z.boolean().describe('false when the windows could not be compared at all; then reason says why'),
  reason: z.string().nullable().describe('why nobody is named; null when somebody is'),
  candidates: z.array(culprit).describe('everything looked at, in rank order'),
  missing: z.array(z.string()).describe('what is missing to be surer, the one thing that would decide most first'),
  warnings: z.array(z.string()),
  baselineMs: ms,
  degradedMs: ms,
  requests: z.object({ baseline: count, degraded: count }),
  windows: z.object({ baseline: window, degraded: window, otherBaselines: z.array(window) }),
  endpoints: z
    .array(z.object({ endpoint: z.string(), before: figures, after: figures }))
    .describe('those that users call, by number of requests'),
  skipped: z.array(z.object({ reason: z.string(), count, example: z.string() })),
});

export type DiagnosisDocument = z.infer<typeof diagnosisDocument>;

export function diagnosisJson(diagnosis: Diagnosis, skipped: readonly Skipped[]): DiagnosisDocument {
  const plain = ({ keyIds: _, ...each }: Culprit) => ({
    ...each,
    doubt: each.doubt ?? null,
    errorRate: each.errorRate ?? null,
    evidence: [...each.evidence],
    exemplars: [...each.exemplars],
  });
  return {
    format: 'trace-diagnosis',
    version: diagnosisJsonVersion,
    culprits: diagnosis.culprits.map(each => ({
      ...plain(each),
      path: each.path.map(({ evidence, ...rest }) => ({ ...rest, evidence: evidence ?? null })),
      cure: [...each.cure],
    })),
    comparable: diagnosis.comparable,
    reason: diagnosis.reason ?? null,
    candidates: diagnosis.candidates.map(plain),
    missing: [...diagnosis.missing],
    warnings: [...diagnosis.warnings],
    baselineMs: diagnosis.baselineMs,
    degradedMs: diagnosis.degradedMs,
    requests: { ...diagnosis.requests },
    windows: { ...diagnosis.windows, otherBaselines: [...diagnosis.windows.otherBaselines] },
    endpoints: [...diagnosis.endpoints],
    skipped: [...skipped],
  };
}

/** The same as JSON Schema, for programs in other languages. */
export function diagnosisJsonSchema(): unknown {
  return z.toJSONSchema(diagnosisDocument);
}
