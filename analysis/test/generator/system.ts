import type { AttributeValue } from '../../src/model/index.ts';
import type { Random } from '../../src/statistics/index.ts';

/** What one request may depend on. */
export interface RequestContext {
  readonly random: Random;
  /** Attributes of the entered span; what makes one request different from another. */
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** Position of the request in its window, 0 to 1. */
  readonly progress: number;
}

interface Timed {
  /** Mean, before noise. */
  readonly ms: number;
}

interface MayFail {
  /** Probability, 0 to 1. */
  readonly failRate?: number;
  /** `error.type` of a failure. */
  readonly errorType?: string;
}

/** What an operation does, one step after the other. */
export type Step =
  | ({ readonly do: 'work' } & Timed & MayFail)
  | { readonly do: 'span'; readonly name: string; readonly steps: readonly Step[] }
  | QueryStep
  | ({ readonly do: 'external'; readonly peer: string; readonly method?: string } & Timed & MayFail)
  | ({ readonly do: 'pool'; readonly pool: string } & Timed & MayFail)
  | LockStep
  | { readonly do: 'parallel'; readonly branches: readonly (readonly Step[])[] }
  | { readonly do: 'publish'; readonly queue: string; readonly operation: string; readonly delayMs: number }
  | CallStep;

export interface LockStep extends Timed {
  readonly do: 'lock';
  readonly lock: string;
  /** What held it, if the span says so. */
  readonly holder?: string;
  /** The statement that the database keeps waiting, as a span inside of the wait. */
  readonly statement?: string;
}

export interface QueryStep extends Timed, MayFail {
  readonly do: 'query';
  readonly summary: string;
  readonly text?: string;
  readonly rows?: number;
  /** `db.response.status_code` of a failure. */
  readonly code?: string;
}

export interface CallStep {
  readonly do: 'call';
  /** `service method route`, as in `System.operations`. */
  readonly operation: string;
  readonly preMs?: number;
  readonly postMs?: number;
  readonly responseBytes?: number;
  /** How often the call is made again when it fails. */
  readonly retries?: number;
  /** After this time the caller gives up and fails, while the callee goes on. */
  readonly timeoutMs?: number;
  /** Whether the caller goes on when the call fails. */
  readonly optional?: boolean;
}

export interface OperationSpec {
  /** What its server span is called when it knows no route, as a proxy's. Default: method and route. */
  readonly name?: string;
  readonly steps: readonly Step[] | ((context: RequestContext) => readonly Step[]);
  /** What the process measures during a span of this operation, in milliseconds; absent when it measures nothing. */
  readonly process?: { readonly loopDelayMs?: number; readonly cpuMs?: number; readonly gcMs: number };
}

/** A made-up system: operations by `service method route`, and how requests come in. */
export interface System {
  readonly operations: Readonly<Record<string, OperationSpec>>;
  readonly entries: readonly { readonly operation: string; readonly weight: number }[];
  /** Attributes of each request, by how it comes in; none when not given. */
  readonly attributes?: (random: Random, entry: string) => Readonly<Record<string, AttributeValue>>;
  /** By how many milliseconds a service's clock is fast; 0 for those not named. */
  readonly clocksMs?: Readonly<Record<string, number>>;
  /** What a call's own span is called: its method, as HTTP clients do, or what it calls, as RPC clients do. Default: method. */
  readonly callsNamedBy?: 'method' | 'operation';
  /** Whether each call opens a connection first, which takes a way there and back. Default: no. */
  readonly connectsForEachCall?: boolean;
  /** By how much longer whatever leaves or enters a service is on its way, in milliseconds; its queries go both ways. */
  readonly lateMs?: Readonly<Record<string, { readonly leaving?: number; readonly entering?: number }>>;
}

export function serviceOf(operation: string): string {
  return operation.slice(0, operation.indexOf(' '));
}

export function routeOf(operation: string): string {
  return operation.slice(operation.indexOf(' ') + 1);
}
