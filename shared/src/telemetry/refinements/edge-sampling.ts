/**
 * Buys: at the trust boundary a caller from outside decides nothing: whether its parent was sampled or not, our sampler is
 * asked.
 * Without it: a stranger's traceparent switches recording on and off, for every service behind the gateway.
 * Upstream: these are options of the stock ParentBasedSampler, which OTEL_TRACES_SAMPLER cannot name.
 */
import { ParentBasedSampler } from '@opentelemetry/sdk-trace';
import { createRootSampler } from '../sdk/start-sdk.ts';
import type { Refinement } from '../sdk/telemetry-parts.ts';

export const edgeSampling: Refinement = (parts, { trustBoundary }, settings) => {
  if (!trustBoundary || !settings.OTEL_TRACES_SAMPLER.startsWith('parentbased_')) return parts;
  const root = createRootSampler(settings);
  return {
    ...parts,
    sampler: new ParentBasedSampler({ root, remoteParentSampled: root, remoteParentNotSampled: root }),
  };
};
