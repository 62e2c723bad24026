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

const SEPARATOR = '\u0000';

export function joinId(...parts: readonly string[]): string {
  return parts.join(SEPARATOR);
}

export function splitId(id: string): readonly string[] {
  return id.split(SEPARATOR);
}
