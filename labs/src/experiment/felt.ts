import type { Symptom } from '@spanshop/shared/faults';
import type { Figures } from './figures.ts';

/** What a user met at one place: latency in milliseconds, errors as a part of 1. */
export interface Feeling {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly errorRate: number;
}

/** A change that is felt: half as long again, or one request in twenty that fails. */
const leastGrowth = 0.5;
const leastErrorPoints = 0.05;

/** What a user met where a symptom shows; undefined where nobody went there. */
export function feelingAt({ endpoint, feltAs }: Symptom, { endpoints, shipping }: Figures): Feeling | undefined {
  const met = endpoints[endpoint];
  const errorRate = met ? met.errors / met.requests : 0;
  const latency = feltAs === 'time-to-shipped' ? shipping : met;
  return latency && { p50Ms: latency.p50Ms, p95Ms: latency.p95Ms, errorRate };
}

/** Whether a user feels the second one to be worse than the first, in the way that the symptom says. */
export function isFelt({ feltAs }: Symptom, before: Feeling, after: Feeling): boolean {
  switch (feltAs) {
    case 'latency':
    case 'time-to-shipped':
      return after.p95Ms >= (1 + leastGrowth) * before.p95Ms;
    case 'errors':
      return after.errorRate >= before.errorRate + leastErrorPoints;
    case 'not-at-all':
      return false;
  }
}
