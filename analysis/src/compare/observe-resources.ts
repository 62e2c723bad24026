import { classOf } from '../critical-path/index.ts';
import { childrenOf, lockHolder, lockWaitedFor, poolWaitedFor, type Span, type Trace } from '../model/index.ts';
import { joinId } from './path-key.ts';
import type { ResourceFacts } from './request-facts.ts';

/**
 * Waits for pools and locks, by who waited (and, if a lock's span says, who held it).
 *
 *     wait   |-----|
 *     BEGIN         |-|
 *     call             |------------|      whatever is done meanwhile counts: the connection is held
 *     COMMIT                         |-|
 *     hold          |------------------|   up to the last query before the next wait of the same parent
 */
export function observeResources(
  trace: Trace,
  positions: readonly number[],
  entryAt: (position: number) => string,
): Map<string, ResourceFacts> {
  const resources = new Map<string, ResourceFacts>();
  for (const position of positions) {
    const span = trace.spans[position] as Span;
    const pool = poolWaitedFor(span);
    const lock = pool === undefined ? lockWaitedFor(span) : undefined;
    if (pool === undefined && lock === undefined) continue;

    const kind = pool === undefined ? 'lock' : 'pool';
    const name = pool ?? lock ?? '';
    const holder = kind === 'lock' ? (lockHolder(span) ?? '') : '';
    const operation = entryAt(position);
    const id = joinId(kind, span.service, name, operation, holder);
    const facts = resources.get(id) ?? {
      kind,
      service: span.service,
      name,
      operation,
      holder,
      waits: 0,
      waitNano: 0,
      holdNano: 0,
    };
    facts.waits += 1;
    facts.waitNano += Math.max(span.endNano - span.startNano, 0);
    if (kind === 'pool') facts.holdNano += holdAfter(trace, position, span);
    resources.set(id, facts);
  }
  return resources;
}

function holdAfter(trace: Trace, position: number, wait: Span): number {
  const parent = trace.tree.parents[position] as number;
  if (parent < 0) return 0;
  let lastNano = wait.endNano;
  let isAfter = false;
  for (const sibling of childrenOf(trace.tree, parent)) {
    const span = trace.spans[sibling] as Span;
    if (sibling === position) isAfter = true;
    else if (isAfter && poolWaitedFor(span) !== undefined) break;
    else if (isAfter && classOf(span) === 'db') lastNano = Math.max(lastNano, span.endNano);
  }
  return lastNano - wait.endNano;
}
