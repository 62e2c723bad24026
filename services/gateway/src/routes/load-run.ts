import { type Attributes, propagation } from '@opentelemetry/api';
import { activeSpan, attribute, loadRunForm, shopBaggage } from '@spanshop/shared/telemetry';
import type { RequestHandler } from 'express';

/** Puts on the server span which run of which load test a request belongs to, so that a run's traces can be searched for. */
export const annotateLoadRun: RequestHandler = (_request, _response, next) => {
  const synthetic = propagation.getActiveBaggage()?.getEntry(shopBaggage.synthetic)?.value;
  if (synthetic !== undefined) activeSpan()?.setAttributes(loadRunAttributes(synthetic));
  next();
};

/** @param synthetic `<scenario>:<journey>:<run id>`; anything else gives nothing. */
export function loadRunAttributes(synthetic: string): Attributes {
  const [, scenario, journey, runId] = loadRunForm.exec(synthetic) ?? [];
  if (!scenario || !journey || !runId) return {};
  return { [attribute.loadScenario]: scenario, [attribute.loadJourney]: journey, [attribute.loadRunId]: runId };
}
