/** How hard a fault is: 1 is noticed by who looks, 2 is felt, 3 breaks the objectives of a load test. */
export type Magnitude = 1 | 2 | 3;

/** A place in the traces: a service and what it does there, as `diagnose` and `audit` name it. */
export interface Place {
  readonly service: string;
  readonly operation: string;
}

/** What is really wrong, for comparison with what somebody found. */
export interface GroundTruth extends Place {
  /** One of the kinds that `diagnose` names, or of the defects that `audit` names. */
  readonly kind: string;
  /** From the endpoint that a user calls to the culprit, both included. */
  readonly path: readonly Place[];
}

/** Whom a fault can be confined to: true, or the reason why that cannot be. */
export interface Scopes {
  readonly tenant: true | string;
  readonly customers: true | string;
  readonly request: true | string;
}

/** The endpoint at which a user feels it, and how. */
export interface Symptom {
  readonly endpoint: string;
  readonly feltAs: 'latency' | 'errors' | 'time-to-shipped' | 'not-at-all';
  /** In a user's words. */
  readonly inWords: string;
}

/**
 * One entry of the catalogue. It stands in the folder of the code that makes the fault, and never reaches a span, a log or a
 * metric: whoever looks for it has the traces alone.
 */
export interface Fault {
  readonly name: string;
  /** Performance: `diagnose` names it. Tracing: `audit` names it, since it is the traces that it breaks. */
  readonly sort: 'performance' | 'tracing';
  /** The services whose code it changes. */
  readonly services: readonly string[];
  /** What happens, in two sentences. */
  readonly mechanism: string;
  readonly symptom: Symptom;
  readonly truth: GroundTruth;
  readonly scopes: Scopes;
  /** What the magnitudes 1 to 3 stand for. */
  readonly magnitudes: { readonly unit: string; readonly values: readonly [number, number, number] };
  /** What to look at in a trace viewer. */
  readonly inJaeger: string;
  readonly cure: string;
  /** Where this happened, or is described: a post-mortem, a paper, documentation. */
  readonly source: { readonly title: string; readonly url: string };
}

/** What a seam needs to know of a fault. A service that has but a part in a fault of another one says no more than this. */
export type Switchable = Pick<Fault, 'name' | 'scopes' | 'magnitudes'>;
