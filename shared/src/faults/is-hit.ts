import type { Switchable } from './fault.ts';
import { targetedMagnitude } from './targeted.ts';

/**
 * Whether a fault that hits so many of 100 hits this time. A request that it is aimed at is hit for certain, at any magnitude:
 * who compares two traces must not need luck.
 */
export function isHit({ name, scopes }: Switchable, percent: number): boolean {
  const isAimed = scopes.request === true && targetedMagnitude(name) !== undefined;
  return isAimed || Math.random() * 100 < percent;
}
