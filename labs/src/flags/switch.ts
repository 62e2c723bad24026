import { usageError } from '@spanshop/shared/errors';
import type { Fault, Magnitude } from '@spanshop/shared/faults';

/** Whom a fault is on for. */
export type Scope =
  | { readonly of: 'all' }
  | { readonly of: 'tenant'; readonly tenant: string }
  /** A share of customers, the same ones each time, in percent. */
  | { readonly of: 'customers'; readonly percent: number };

/** A fault that is switched on. */
export interface Switch {
  readonly fault: Fault;
  readonly magnitude: Magnitude;
  readonly scope: Scope;
}

/** @throws SentenceError with exit code 2 that says why the fault cannot be confined so */
export function checkScope({ name, scopes }: Fault, scope: Scope): void {
  const isPossible = scope.of === 'all' || scopes[scope.of];
  if (isPossible === true) return;
  const whom = scope.of === 'tenant' ? 'one storefront' : 'a share of customers';
  throw usageError(`${name} cannot be confined to ${whom}: ${isPossible}`);
}
