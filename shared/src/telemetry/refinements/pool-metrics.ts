/**
 * Buys: a pool's connections, and what waits for one, are counted when somebody scrapes, each pool by itself.
 * Without it: they are counted whenever a connection is taken or given back, by one memory for all pools of a process.
 * Upstream: instrumentation-pg 0.77 does so, and has no option to leave it.
 */
import type { Meter } from '@opentelemetry/api';
import { AggregationType } from '@opentelemetry/sdk-metrics';
import {
  ATTR_DB_CLIENT_CONNECTION_POOL_NAME,
  ATTR_DB_CLIENT_CONNECTION_STATE,
  METRIC_DB_CLIENT_CONNECTION_COUNT,
  METRIC_DB_CLIENT_CONNECTION_MAX,
  METRIC_DB_CLIENT_CONNECTION_PENDING_REQUESTS,
} from '@opentelemetry/semantic-conventions/incubating';
import { type OpenedPool, onPoolOpened } from '../manual/opened-pools.ts';
import type { Refinement } from '../sdk/telemetry-parts.ts';

export const poolMetrics: Refinement = parts => ({
  ...parts,
  views: [
    ...parts.views,
    {
      meterName: '@opentelemetry/instrumentation-pg',
      instrumentName: 'db.client.connection.*',
      aggregation: { type: AggregationType.DROP },
    },
  ],
  observers: [...parts.observers, meter => onPoolOpened(pool => observePool(meter, pool))],
});

/** How many connections a pool has, by state, how many it may have, and how much waits for one. */
function observePool(meter: Meter, { pool, name }: OpenedPool): void {
  const poolName = { [ATTR_DB_CLIENT_CONNECTION_POOL_NAME]: name };
  meter
    .createObservableUpDownCounter(METRIC_DB_CLIENT_CONNECTION_COUNT, { unit: '{connection}' })
    .addCallback(result => {
      if (pool.ended) return;
      result.observe(pool.idleCount, { ...poolName, [ATTR_DB_CLIENT_CONNECTION_STATE]: 'idle' });
      result.observe(pool.totalCount - pool.idleCount, { ...poolName, [ATTR_DB_CLIENT_CONNECTION_STATE]: 'used' });
    });
  meter.createObservableUpDownCounter(METRIC_DB_CLIENT_CONNECTION_MAX, { unit: '{connection}' }).addCallback(result => {
    if (!pool.ended) result.observe(pool.options.max, poolName);
  });
  meter
    .createObservableUpDownCounter(METRIC_DB_CLIENT_CONNECTION_PENDING_REQUESTS, { unit: '{request}' })
    .addCallback(result => {
      if (!pool.ended) result.observe(pool.waitingCount, poolName);
    });
}
