import { z } from 'zod';
import { breakpointRecord } from '../breakpoint/breakpoint-record.ts';
import { findings } from '../findings/findings-record.ts';

const worst = z.object({
  operation: z.string(),
  status: z.number(),
  durationMs: z.number(),
  startedUnixMs: z.number(),
  /** Absent where no answer came to name it. */
  traceId: z.string().optional(),
  /** Where people see its trace; absent where nobody says where traces are. */
  link: z.string().optional(),
  /** Whether the backend had it when the run ended; absent where it was not asked. */
  found: z.boolean().optional(),
});

const objective = z.object({
  /** Such as `browse p95`. */
  name: z.string(),
  journey: z.string().optional(),
  /** As k6 wrote it, such as `p(95)<200`. */
  threshold: z.string(),
  unit: z.enum(['ms', '%', 'visits']),
  limit: z.number(),
  /** Null where nothing was measured. */
  actual: z.number().nullable(),
  met: z.boolean(),
});

const unchecked = z.object({ checked: z.literal(false), why: z.string() });

/** What `run.json` holds. */
export const runRecord = z.object({
  format: z.literal(1),
  id: z.string(),
  scenario: z.string(),
  /** `running` is also what is left of a run that was killed. */
  state: z.enum(['running', 'finished', 'interrupted', 'failed']),
  /** What went wrong, in one sentence. */
  problem: z.string().optional(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  target: z.string(),
  /** What was changed of the scenario. */
  changes: z.record(z.string(), z.number()),
  plan: z.object({ seconds: z.number(), highestRate: z.number(), visits: z.number() }),
  versions: z.object({ shop: z.string(), k6: z.string(), node: z.string() }),
  sampler: z.object({ name: z.string(), argument: z.string() }).optional(),
  host: z.object({
    platform: z.string(),
    processors: z.number(),
    model: z.string(),
    memoryMb: z.number(),
    loadAtStart: z.number(),
  }),
  exitCode: z.number().optional(),
  k6ExitCode: z.number().optional(),
  objectives: z.array(objective),
  invariants: z.union([
    unchecked,
    z.object({
      checked: z.literal(true),
      holds: z.boolean(),
      invariants: z.number(),
      found: z.number(),
      violations: z.array(z.object({ invariant: z.string(), subject: z.string(), found: z.string() })),
    }),
  ]),
  spans: z.union([
    unchecked,
    z.object({
      checked: z.literal(true),
      holds: z.boolean(),
      made: z.number(),
      accepted: z.number().optional(),
      dropped: z.number(),
      lost: z.number(),
    }),
  ]),
  worst: z.record(z.string(), z.object({ slowest: z.array(worst), failed: z.array(worst) })),
  /** Absent of a run that has not ended. */
  findings: findings.optional(),
  /** What breakpoint found. */
  breakpoint: breakpointRecord.optional(),
  /** Jaeger's search for the traces of this run. */
  search: z.string().optional(),
});

export type RunRecord = z.infer<typeof runRecord>;
export type ObjectiveResult = z.infer<typeof objective>;
export type LinkedRequest = z.infer<typeof worst>;
