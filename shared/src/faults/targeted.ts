import { context, propagation } from '@opentelemetry/api';
import { labTarget, labTargetForm, shopBaggage } from '../telemetry/index.ts';
import type { Magnitude } from './fault.ts';

/** How hard the fault is for the request that is worked on, where it is aimed at that one. */
export function targetedMagnitude(fault: string): Magnitude | undefined {
  const aimed = propagation.getBaggage(context.active())?.getEntry(labTarget)?.value.match(labTargetForm)?.groups;
  return aimed?.['fault'] === fault ? (Number(aimed['magnitude'] ?? 2) as Magnitude) : undefined;
}

/** The storefront that the request is for; undefined before the gateway has found it. */
export function activeTenant(): string | undefined {
  return propagation.getBaggage(context.active())?.getEntry(shopBaggage.tenant)?.value;
}
