import type { SpanKind } from '../model/index.ts';

/** What a trace has to fulfil. Everything is optional: without expectations only what holds for any trace is checked. */
export interface Expectations {
  /** Services that every trace must contain. */
  readonly services?: readonly string[];
  /** Services at which a trace may begin with a remote parent; any, when not given. */
  readonly entryServices?: readonly string[];
  readonly baggage?: readonly BaggageExpectation[];
  /**
   * How long after the trace's root a SERVER span may end, in milliseconds; 50 when not given. A server notes its end when
   * its process comes round to it, which may be after the caller has read the answer and gone on.
   */
  readonly lateEndMs?: number;
  /** How far clocks may differ, in milliseconds; 2 when not given (starts may be truncated to whole milliseconds). */
  readonly skewMs?: number;
  /** Processes known to have been killed while traces were recorded. */
  readonly kills?: readonly KnownKill[];
}

/** An attribute that is copied from baggage: one value in the whole trace. */
export interface BaggageExpectation {
  readonly attribute: string;
  /** Where each span must carry it. Without this, spans which lack it are fine; those which have it must agree. */
  readonly requiredOn?: { readonly services?: readonly string[]; readonly kinds?: readonly SpanKind[] };
}

export interface KnownKill {
  readonly service: string;
  /** `service.instance.id`; any instance of the service when not given. */
  readonly instanceId?: string;
  /** Milliseconds since 1970. */
  readonly atUnixMs: number;
  /**
   * How long before the kill a span may have ended and still be lost (it waited in the exporter's batch), and how long
   * after its child it may have gone on; 5,000 ms when not given.
   */
  readonly lossWindowMs?: number;
}

export const defaultSkewMs = 2;
export const defaultLateEndMs = 50;
export const defaultLossWindowMs = 5_000;
