import type { Findings } from '../../src/findings/findings-record.ts';

/** A run in which orders had too few connections. */
export function exampleFindings(): Findings {
  return {
    slow: {
      share: 0.05,
      requests: 48,
      fromMs: 812.4,
      mostly: { operation: 'POST /orders', requests: 45 },
      tracesRead: 48,
      parts: [
        { service: 'orders', operation: 'pg-pool.connect', class: 'pool-wait', peer: 'postgresql', share: 0.41 },
        { service: 'orders', operation: 'INSERT orders.orders', class: 'db', peer: 'postgresql', share: 0.17 },
        { service: 'payments', operation: 'POST /v1/captures', class: 'external', peer: 'acquirer', share: 0.09 },
        { service: 'gateway', operation: '', class: 'outside', peer: '', share: 0.05 },
      ],
    },
    ranOut: [
      { what: 'pool', service: 'orders', fromSeconds: 21, how: '3.2 waiting for a connection' },
      { what: 'machine', fromSeconds: 35, how: '98 % busy' },
    ],
    busiest: 'event loop: gateway (62 % busy)',
  };
}
