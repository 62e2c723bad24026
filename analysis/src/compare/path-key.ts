import type { SectionClass } from '../critical-path/index.ts';

/** What time on the critical path is added up by. */
export interface PathKey {
  readonly id: string;
  /** The service in which the time passed; for an edge, its caller. */
  readonly service: string;
  /** What the span does; for an edge, what the caller's side does. */
  readonly operation: string;
  readonly class: SectionClass;
  /** The other end: the callee of an edge, the peer that is not traced, the pool, lock or queue; empty for others. */
  readonly peer: string;
  /** The server operation that an edge leads to; empty for others. */
  readonly peerOperation: string;
  /** Id of the operation (see `OperationFacts`) whose span the time belongs to. */
  readonly operationId: string;
}

const separator = '\u0000';
const mostRemembered = 50_000;

interface Remembered {
  id: string | undefined;
  readonly next: Map<string, Remembered>;
}

let remembered: Remembered = { id: undefined, next: new Map() };
let rememberedCount = 0;

/**
 * One id for several parts. The same parts give the very same string object: ids are looked up in maps for every span, and
 * a string that was looked up before need not be hashed again. Memory is bounded; what is forgotten is joined anew.
 */
export function joinId(...parts: readonly string[]): string {
  let node = remembered;
  for (const part of parts) {
    let next = node.next.get(part);
    if (!next) {
      next = { id: undefined, next: new Map() };
      node.next.set(part, next);
      rememberedCount += 1;
    }
    node = next;
  }
  node.id ??= parts.join(separator);
  if (rememberedCount > mostRemembered) {
    remembered = { id: undefined, next: new Map() };
    rememberedCount = 0;
  }
  return node.id;
}
