import { metrics } from '@opentelemetry/api';
import type pg from 'pg';

/**
 * How many connections a pool has, by state, how many it may have, and how much waits for one, counted when somebody asks:
 * the instrumentation of pg would count on every connection that is taken or given back.
 */
export function observePool(pool: pg.Pool, name: string): void {
  const meter = metrics.getMeter('@spanshop/shared');
  const poolName = { 'db.client.connection.pool.name': name };
  meter.createObservableUpDownCounter('db.client.connection.count', { unit: '{connection}' }).addCallback(result => {
    if (pool.ended) return;
    result.observe(pool.idleCount, { ...poolName, 'db.client.connection.state': 'idle' });
    result.observe(pool.totalCount - pool.idleCount, { ...poolName, 'db.client.connection.state': 'used' });
  });
  meter.createObservableUpDownCounter('db.client.connection.max', { unit: '{connection}' }).addCallback(result => {
    if (!pool.ended) result.observe(pool.options.max, poolName);
  });
  meter
    .createObservableUpDownCounter('db.client.connection.pending_requests', { unit: '{request}' })
    .addCallback(result => {
      if (!pool.ended) result.observe(pool.waitingCount, poolName);
    });
}
