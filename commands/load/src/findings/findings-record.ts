import { z } from 'zod';

/** What the slowest requests of a run had in common, by their traces. */
const slowRequests = z.object({
  /** How many of all requests they are, 0 to 1. */
  share: z.number(),
  requests: z.number(),
  /** None of them took less; milliseconds. */
  fromMs: z.number(),
  /** Such as `POST /orders`: what most of them are, and how many of them. */
  mostly: z.object({ operation: z.string(), requests: z.number() }),
  tracesRead: z.number(),
  /** Where their time went, the largest first; shares of all of it, 0 to 1. */
  parts: z.array(
    z.object({
      service: z.string(),
      operation: z.string(),
      class: z.enum([
        'self',
        'edge-pre',
        'edge-post',
        'db',
        'external',
        'pool-wait',
        'lock-wait',
        'messaging-wait',
        'outside',
      ]),
      /** The other end, where there is one. */
      peer: z.string(),
      share: z.number(),
    }),
  ),
});

/** Something that the shop had no more of. */
const exhaustion = z.object({
  what: z.enum(['machine', 'event loop', 'pool', 'database']),
  /** Whose; absent for what is there once. */
  service: z.string().optional(),
  /** Seconds into the run at which it had run out, and stayed so for a while. */
  fromSeconds: z.number(),
  /** How bad it was in that while, in words. */
  how: z.string(),
});

/** What a run found out about its shop; each part is absent where nobody could be asked. */
export const findings = z.object({
  slow: slowRequests.optional(),
  /** In the order in which it ran out; empty where everything sufficed. */
  ranOut: z.array(exhaustion).optional(),
  /** On average over the run, in words. */
  busiest: z.string().optional(),
});

export type Findings = z.infer<typeof findings>;
export type SlowRequests = z.infer<typeof slowRequests>;
export type SlowPart = SlowRequests['parts'][number];
export type Exhaustion = z.infer<typeof exhaustion>;
