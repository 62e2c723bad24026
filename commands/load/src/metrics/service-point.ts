import type { MetricSample } from '@spanshop/local/metrics';
import { z } from 'zod';

/** What a service's counters stood at. */
export interface ServiceCounters {
  atMs: number;
  /** Processor time since its start. */
  cpuSeconds: number;
  /** Time that its queries took since its start, waits at the database included. */
  queriesSeconds: number;
  /** Of the event loop since the last look, 0 to 1. */
  loopShare: number;
  /** Connections of the pool in use, all of them, and requests that wait for one. */
  poolUsed: number;
  poolSize: number;
  poolWaiting: number;
}

/** How busy a service was between two looks. */
export const servicePoint = z.object({
  /** Processors in use: 1 is one of them all the time. */
  processors: z.number(),
  /** 0 to 1. */
  loopShare: z.number(),
  /** 0 to 1, and how many waited for a connection. */
  poolShare: z.number(),
  poolWaiting: z.number(),
  /** Queries under way at a time, on average. */
  queries: z.number(),
});

export type ServicePoint = z.infer<typeof servicePoint>;

export function countersIn(samples: readonly MetricSample[], atMs: number): ServiceCounters {
  const sum = (name: string, state?: string) =>
    samples
      .filter(sample => sample.name === name && (!state || sample.labels['db_client_connection_state'] === state))
      .reduce((total, { value }) => total + value, 0);
  return {
    atMs,
    cpuSeconds: sum('process_cpu_time_total'),
    queriesSeconds: sum('db_client_operation_duration_sum'),
    loopShare: sum('nodejs_eventloop_utilization'),
    poolUsed: sum('db_client_connection_count', 'used'),
    poolSize: sum('db_client_connection_max'),
    poolWaiting: sum('db_client_connection_pending_requests'),
  };
}

export function pointBetween(before: ServiceCounters, after: ServiceCounters): ServicePoint {
  const seconds = Math.max((after.atMs - before.atMs) / 1_000, 1e-3);
  const perSecond = (was: number, is: number) => Math.max(rounded((is - was) / seconds), 0);
  return {
    processors: perSecond(before.cpuSeconds, after.cpuSeconds),
    loopShare: rounded(after.loopShare),
    poolShare: after.poolSize === 0 ? 0 : rounded(after.poolUsed / after.poolSize),
    poolWaiting: after.poolWaiting,
    queries: perSecond(before.queriesSeconds, after.queriesSeconds),
  };
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
