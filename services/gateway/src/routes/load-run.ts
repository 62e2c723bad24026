import { type Attributes, propagation, trace } from '@opentelemetry/api';
import { attribute, shopBaggage } from '@spanshop/shared/telemetry';
import type { RequestHandler } from 'express';

const pattern = /^([a-z][a-z0-9-]{0,15}):([a-z][a-z0-9-]{0,15}):([a-z0-9][a-z0-9-]{0,27})$/;

/** Puts on the server span which run of which load test a request belongs to, so that a run's traces can be searched for. */
export const annotateLoadRun: RequestHandler = (_request, _response, next) => {
  const synthetic = propagation.getActiveBaggage()?.getEntry(shopBaggage.synthetic)?.value;
  if (synthetic !== undefined) trace.getActiveSpan()?.setAttributes(loadRunAttributes(synthetic));
  next();
};

/** @param synthetic `<scenario>:<journey>:<run id>`; anything else is a load test of somebody else's, which gets nothing. */
export function loadRunAttributes(synthetic: string): Attributes {
  const [, scenario, journey, runId] = pattern.exec(synthetic) ?? [];
  if (!scenario || !journey || !runId) return {};
  return { [attribute.loadScenario]: scenario, [attribute.loadJourney]: journey, [attribute.loadRunId]: runId };
}
