/**
 * Buys: only work is traced; no spans of probes, of scrapes, and of connections that are refused as a whole.
 * Without it: each of these is a trace of its own, many more of them than orders where a shop is quiet.
 * Upstream: this is what ignoreIncomingRequestHook is for; which requests these are, no library can know.
 */
import { isUntraced } from '../manual/untraced-requests.ts';
import type { Refinement } from '../sdk/telemetry-parts.ts';
import { composeSettings } from './compose-settings.ts';

export const untracedRequests: Refinement = parts => ({
  ...parts,
  http: composeSettings(parts.http, { ignoreIncomingRequestHook: isUntraced }),
});
