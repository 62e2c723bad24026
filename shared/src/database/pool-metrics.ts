import { metrics } from '@opentelemetry/api';
import {
  ATTR_DB_CLIENT_CONNECTION_POOL_NAME,
  ATTR_DB_CLIENT_CONNECTION_STATE,
  METRIC_DB_CLIENT_CONNECTION_COUNT,
  METRIC_DB_CLIENT_CONNECTION_MAX,
  METRIC_DB_CLIENT_CONNECTION_PENDING_REQUESTS,
} from '@opentelemetry/semantic-conventions/incubating';
import type pg from 'pg';

/**
 * How many connections a pool has, by state, how many it may have, and how much waits for one, counted when somebody asks:
 * the instrumentation of pg would count on every connection that is taken or given back.
 */
export function observePool(pool: pg.Pool, name: string): void {
  const meter = metrics.getMeter('@spanshop/shared');
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
