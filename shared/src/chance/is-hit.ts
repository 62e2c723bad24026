import { context, propagation } from '@opentelemetry/api';
import type { Switchable } from '../faults/index.ts';
import { labTarget, labTargetForm } from '../telemetry/index.ts';

/**
 * Whether a fault that hits so many of 100 hits this time. A request that it is aimed at is hit for certain, at any magnitude:
 * who compares two traces must not need luck.
 */
export function isHit(fault: Switchable, percent: number): boolean {
  return isAimedAtActiveRequest(fault) || Math.random() * 100 < percent;
}

function isAimedAtActiveRequest({ name, scopes }: Switchable): boolean {
  const aimed = propagation.getBaggage(context.active())?.getEntry(labTarget)?.value.match(labTargetForm)?.groups;
  return scopes.request === true && aimed?.['fault'] === name;
}
