/**
 * Buys: a process that idles does; its event loop is probed ten times a second (docs/adr/0008).
 * Without it: a hundred times, which is most of what an idle service does.
 * Upstream: 10 ms is the default of instrumentation-runtime-node 0.37, and monitoringPrecision is its option.
 */
import type { Refinement } from '../sdk/telemetry-parts.ts';
import { composeSettings } from './compose-settings.ts';

export const calmLoopProbe: Refinement = parts => ({
  ...parts,
  runtime: composeSettings(parts.runtime, { monitoringPrecision: 100 }),
});
