import { z } from 'zod';

const url = z.url({ protocol: /^https?$/ });

/** How faults are switched: by a file of flags, and each service's admin port says which state of it is in effect. */
const lab = z.object({ flagFile: z.string(), adminUrls: z.record(z.string(), url) });

export type Lab = z.infer<typeof lab>;

/** What is known of the shop that is loaded. Only its gateway has to be: without the rest, less can be checked. */
export const knownShop = z.object({
  gatewayUrl: url,
  /** Of the traced services, by name: metrics and restocking. */
  adminUrls: z.record(z.string(), url).default({}),
  /** Connection that may read everything and write nothing. */
  auditorUrl: z.string().optional(),
  /** Undefined where lab mode is off, or nobody says. */
  lab: lab.optional(),
  /** As the launcher was told; undefined where nobody says. */
  sampler: z.object({ name: z.string(), argument: z.string() }).optional(),
  traces: z
    .object({
      /** A trace's address for people, with `{traceId}` in it. */
      link: z.string(),
      queryUrl: z.string().optional(),
      searchUrl: z.string().optional(),
      counter: z.object({ by: z.enum(['trace-store', 'collector']), url }).optional(),
    })
    .optional(),
  shoppers: z.object({ inside: z.number(), pausedForMs: z.number() }).optional(),
});

export type KnownShop = z.infer<typeof knownShop>;

/** The shop, and its launcher where it has one. */
export interface Shop extends KnownShop {
  launcherUrl: string | undefined;
}
