import type { Culprit, FaultKind, Scope } from '@spanshop/analysis/diagnose';

/** A kind as a person would say it. */
const kindWords: Readonly<Record<FaultKind, string>> = {
  error: 'errors',
  timeout: 'timeouts',
  'retry-storm': 'a retry storm',
  'n-plus-one': 'N+1 queries',
  'chatty-calls': 'too many calls',
  'serial-fan-out': 'calls in a row that used to run at once',
  'cache-stampede': 'a cache that no longer spares its source',
  'pool-exhaustion': 'an exhausted connection pool',
  'lock-contention': 'waiting for a lock',
  deadlock: 'deadlocks',
  'event-loop-block': 'a blocked event loop',
  'cpu-hot-loop': 'a busy CPU',
  'gc-pressure': 'garbage collection',
  'cpu-starvation': 'a process that gets no processor time',
  'slow-query': 'a slow query',
  'slow-dependency': 'a slow dependency',
  'large-payload': 'large payloads',
  saturation: 'a saturated service',
  network: 'a slow network link',
  'queue-backlog': 'a backlog in the queue',
  'self-time': 'its own work taking longer',
};

export function culpritWords({ kind, service, operation, peer }: Culprit): string {
  const other = peer !== '' && !operation.includes(peer) ? ` (${peer})` : '';
  return `${kindWords[kind]}: ${operation} in ${service}${other}`;
}

/** Where it holds, as the end of a sentence; empty when everywhere. */
export function scopeWords(scope: Scope): string {
  switch (scope.of) {
    case 'all':
      return '';
    case 'endpoint':
      return `only in ${scope.endpoint}`;
    case 'tail':
      return `only in the slowest ${100 - scope.fromPercentile} % of the requests`;
    case 'attribute':
      return `only where ${scope.attribute} is ${scope.value}`;
  }
}
