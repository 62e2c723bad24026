import type { SpanKind } from '../model/index.ts';
import type { NextSteps } from './next-steps.ts';

/**
 * What is kept of one request when its spans are let go: some kilobytes, whatever the number of spans. A request is the
 * work below a trace's root, or below one consumed message.
 */
export interface RequestFacts {
  readonly traceId: string;
  /** Service and operation that were entered. */
  readonly endpoint: string;
  /** What it did next, when the operation that was entered does not say what was asked for. */
  readonly next: NextSteps | undefined;
  readonly startUnixMs: number;
  /** The root's duration; for a message, from the end of its sending to the end of its processing. */
  readonly latencyNano: number;
  readonly failed: boolean;
  /** By `PathKey.id`; the times sum to the latency. */
  readonly path: ReadonlyMap<string, PathShare>;
  /** By `OperationFacts.id`. */
  readonly operations: ReadonlyMap<string, OperationFacts>;
  /** Direct calls between operations, by `joinId`ed ids of caller and callee; joined again for lookups. */
  readonly calls: ReadonlyMap<string, CallFacts>;
  /** Waiting for pools and locks, and how long they were held, by id. */
  readonly resources: ReadonlyMap<string, ResourceFacts>;
  /** Text attributes of the entered span and the instance of each service. */
  readonly dimensions: ReadonlyMap<string, string>;
}

export interface PathShare {
  nano: number;
  /** Spans that contributed. */
  calls: number;
}

/** Sums over the spans of one operation in one request. */
export interface OperationFacts {
  readonly id: string;
  readonly service: string;
  readonly kind: SpanKind;
  readonly operation: string;
  /** The callee of a client span: the service that answered, or the peer by name; empty for others. */
  readonly peer: string;
  /** The operation which the service was entered by. */
  readonly entry: string;
  readonly isQuery: boolean;
  readonly isPoolWait: boolean;
  readonly isLockWait: boolean;
  count: number;
  durationNano: number;
  failures: number;
  /** Failures that no child failed before: where an error came from. */
  originalFailures: number;
  timeouts: number;
  /** Calls made again after one of the same parent to the same callee had failed. */
  retries: number;
  /** Spans that carry measurements of the process, and the sums of them in milliseconds. */
  measured: number;
  loopDelayMs: number;
  cpuMs: number;
  gcMs: number;
  bytes: number;
  rows: number;
  deadlocks: number;
  /** Statements that lock rows. */
  locking: number;
  /** Calls made by these spans (CLIENT children): their summed duration and the time that at least one was running. */
  childCalls: number;
  childSumNano: number;
  childUnionNano: number;
}

export interface CallFacts {
  readonly caller: string;
  readonly callee: string;
  count: number;
}

/** A pool, a lock, or the rows of a table that transactions lock, as one operation used it. */
export interface ResourceFacts {
  readonly kind: 'pool' | 'lock' | 'rows';
  readonly service: string;
  readonly name: string;
  /** The server operation that waited for it; for rows, that locked them. */
  readonly operation: string;
  /** Who held a lock when the wait began, if the span said; empty for pools. */
  readonly holder: string;
  waits: number;
  waitNano: number;
  /** Pools: from the end of the wait to the end of the last query before the next wait. Rows: up to the COMMIT. */
  holdNano: number;
}
