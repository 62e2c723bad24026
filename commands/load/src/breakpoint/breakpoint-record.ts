import { z } from 'zod';

const probe = z.object({
  /** Which of the searches it belongs to, from 1; 0 is the look at the knee. */
  search: z.number(),
  /** Visits per second. */
  rate: z.number(),
  startedUnixMs: z.number(),
  endedUnixMs: z.number(),
  met: z.boolean(),
  broken: z.array(z.string()),
  journeys: z.record(z.string(), z.object({ requests: z.number(), p95Ms: z.number().nullable(), limitMs: z.number() })),
  failedShare: z.number(),
  dropped: z.number(),
});

const load = z.object({
  service: z.string(),
  processors: z.number(),
  loopShare: z.number(),
  poolShare: z.number(),
  poolWaiting: z.number(),
  queries: z.number(),
});

/** What the search for the capacity found; it is part of run.json. */
export const breakpointRecord = z.object({
  /** Where the first climb broke; absent where it did not. */
  ceiling: z.number().optional(),
  probes: z.array(probe),
  /** Of each search that ended with one, in visits per second. */
  knees: z.array(z.number()),
  /** The middle one of the knees, and how far they lie apart, as a part of it; absent without three. */
  median: z.number().optional(),
  spread: z.number().optional(),
  /** At the knee, from the services' metrics; empty where they are not known. */
  loads: z.array(load),
  hostShare: z.number().optional(),
  k6Processors: z.number().optional(),
  /** At the knee, from the traces: the part of all critical paths that each service takes. */
  pathShares: z.array(z.object({ service: z.string(), share: z.number(), operation: z.string() })),
  tracesRead: z.number(),
});

export type BreakpointRecord = z.infer<typeof breakpointRecord>;
export type Probe = z.infer<typeof probe>;
