import { channel } from 'node:diagnostics_channel';
import type pg from 'pg';

/** A pool of connections, and what its metrics and spans call it. */
export interface OpenedPool {
  pool: pg.Pool;
  name: string;
}

const opened = channel('spanshop:pool-opened');

/** Says that there is a pool, to whoever wants to count its connections. */
export function announcePool(pool: OpenedPool): void {
  opened.publish(pool);
}

/** Hears of every pool that is opened from now on. */
export function onPoolOpened(listener: (pool: OpenedPool) => void): void {
  opened.subscribe(message => listener(message as OpenedPool));
}
