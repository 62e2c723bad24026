import type { GroundTruth, Place } from '@spanshop/shared/faults';

/** Whom somebody blames: a diagnosis, an audit, or a person who plays. */
export interface Verdict extends Place {
  readonly kind: string;
  /** From the endpoint that a user calls to the culprit, both included; undefined where none was told. */
  readonly path?: readonly Place[] | undefined;
}

/** What of a verdict is true, each by itself. */
export interface Agreement {
  readonly service: boolean;
  /** Of that service. */
  readonly operation: boolean;
  readonly kind: boolean;
  /** Undefined where no path was told. */
  readonly path: boolean | undefined;
}

export function agreementOf(verdict: Verdict, truth: GroundTruth): Agreement {
  const service = verdict.service === truth.service;
  return {
    service,
    operation: service && verdict.operation === truth.operation,
    kind: verdict.kind === truth.kind,
    path: verdict.path && isSameWay(verdict.path, truth.path),
  };
}

/** Whether service, operation and kind are all named. */
export function isRight({ operation, kind }: Pick<Agreement, 'operation' | 'kind'>): boolean {
  return operation && kind;
}

/** How much of the truth has to be named: each level asks for those before it too, the path for itself alone. */
export type Level = 'service' | 'operation' | 'kind' | 'path';

/** The place of the first verdict that is true at a level, from 1; undefined where none is. */
export function rankOf(verdicts: readonly Verdict[], truth: GroundTruth, level: Level): number | undefined {
  const place = verdicts.findIndex(verdict => isTrueAt(agreementOf(verdict, truth), level));
  return place < 0 ? undefined : place + 1;
}

function isTrueAt(agreement: Agreement, level: Level): boolean {
  const { service, operation, path } = agreement;
  switch (level) {
    case 'service':
      return service;
    case 'operation':
      return operation;
    case 'kind':
      return isRight(agreement);
    case 'path':
      return path === true;
  }
}

/**
 * Two paths are the same way where a user enters by the same endpoint, it leads through the same services in the same order,
 * and ends at the same operation. Steps within a service may be told in more or less detail.
 *
 *     gateway POST /orders > orders POST /orders > orders place order > inventory POST /quotes
 *     gateway POST /orders > orders quote                             > inventory POST /quotes      the same way
 */
function isSameWay(one: readonly Place[], other: readonly Place[]): boolean {
  return (
    isSamePlace(one[0], other[0]) &&
    isSamePlace(one.at(-1), other.at(-1)) &&
    servicesOn(one).join('\n') === servicesOn(other).join('\n')
  );
}

function isSamePlace(one: Place | undefined, other: Place | undefined): boolean {
  return one?.service === other?.service && one?.operation === other?.operation;
}

/** The services that a path leads through, one named again where the path comes back to it. */
export function servicesOn(path: readonly Place[]): string[] {
  return path.map(({ service }) => service).filter((service, at, all) => service !== all[at - 1]);
}
