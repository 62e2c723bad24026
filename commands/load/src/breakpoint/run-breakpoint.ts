import type { Shop } from '@spanshop/local/running-shop';
import type { Profile } from '../../../../load-tests/lib/profile.ts';
import { highestRateOf } from '../../../../load-tests/lib/profile.ts';
import type { Auditor } from '../after/auditor.ts';
import { createSlowestRequests, noRequests, type SlowestShare } from '../findings/slowest-requests.ts';
import type { K6Run, StartLoad } from '../k6/start-k6.ts';
import { loadByService } from '../metrics/busiest.ts';
import type { ResourcePoint } from '../metrics/watch-resources.ts';
import { watchResources } from '../metrics/watch-resources.ts';
import { createDigest, type Digest } from '../requests/digest.ts';
import type { BreakpointRecord } from './breakpoint-record.ts';
import { findCeiling } from './find-ceiling.ts';
import { createKneeSearch } from './knee-search.ts';
import { meanOf, summarizeKnees } from './knees.ts';
import { readPathShares } from './path-shares.ts';
import { recover } from './recover.ts';
import { type ProbeResult, runProbe } from './run-probe.ts';

export interface BreakpointOptions {
  shop: Shop;
  profile: Profile;
  objectiveFactor: number;
  startLoad: StartLoad;
  auditor: Auditor | undefined;
  folder: string;
  signal: AbortSignal;
  say: (sentence: string) => void;
}

export interface BreakpointResult {
  record: BreakpointRecord;
  /** Of the look at the knee. */
  digest: Digest;
  slowest: SlowestShare;
  resources: ResourcePoint[];
}

/** Where the three searches begin, as parts of the rate at which the climb broke. */
const starts = [0.6, 0.7, 0.8];
/** All searches end within this; with the climb before and the checks after, it makes less than six minutes. */
const searchBudgetMs = 240_000;

/**
 * Finds the rate at which an objective breaks: a climb finds out roughly where, then three searches narrow it down. Their
 * probes take turns, so that a machine that gets slower meanwhile does so for all of them alike. One more probe at the
 * median of the three shows what is busy there.
 */
export async function runBreakpoint(options: BreakpointOptions): Promise<BreakpointResult> {
  const { shop, profile, objectiveFactor, startLoad, auditor, folder, signal, say } = options;
  const watch = watchResources(shop, 0);
  const record: BreakpointRecord = { probes: [], knees: [], loads: [], pathShares: [], tracesRead: 0 };
  const highest = highestRateOf(profile);
  const startWatched: StartLoad = load => {
    const running = startLoad(load);
    watch.watchK6(running.pid);
    return running;
  };
  say(`Climbing to ${highest} visits/s, until an objective breaks.`);
  const climb = startClimb(startWatched, folder);
  const { rate: ceiling } = await findCeiling({ profile, objectiveFactor, signal, start: climb });
  if (ceiling === undefined && !signal.aborted) say(`No objective broke up to ${highest} visits/s.`);
  if (ceiling !== undefined) {
    record.ceiling = ceiling;
    say(`An objective broke at about ${ceiling.toFixed(0)} visits/s. Three searches take turns to narrow it down.`);
  }

  async function probeAt(search: number, rate: number): Promise<ProbeResult | undefined> {
    await recover(auditor, signal);
    if (signal.aborted) return undefined;
    const result = await runProbe({ search, rate, startLoad: startWatched, objectiveFactor, folder, signal });
    if (!result) return undefined;
    record.probes.push(result.probe);
    const { met, broken } = result.probe;
    const which = search === 0 ? 'at the knee' : `search ${search}`;
    say(`  ${which}: ${rate.toFixed(1)} visits/s ${met ? 'are fine' : `are too many (${broken.join(', ')})`}`);
    return result;
  }

  const endAt = performance.now() + searchBudgetMs;
  const searches = starts.map(part => createKneeSearch({ start: (ceiling ?? highest) * part, highest }));
  for (let open = searches; open.length > 0 && ceiling !== undefined; ) {
    for (const search of open) {
      const rate = performance.now() < endAt && !signal.aborted ? search.next() : undefined;
      const result = rate && (await probeAt(searches.indexOf(search) + 1, rate));
      if (result) search.add(result.probe.rate, result.probe.met);
      else open = open.filter(other => other !== search);
    }
  }
  Object.assign(record, summarizeKnees(searches.map(search => search.knee())));

  const atKnee = record.median && !signal.aborted ? await probeAt(0, record.median) : undefined;
  const resources = watch.stop();
  if (!atKnee) return { record, digest: {}, slowest: noRequests, resources };
  const { startedUnixMs: fromUnixMs, endedUnixMs: toUnixMs } = atKnee.probe;
  const points = resources.filter(({ unixMs }) => unixMs >= fromUnixMs + 1_000 && unixMs <= toUnixMs + 1_000);
  record.loads = loadByService(points);
  Object.assign(record, meanOf(points));
  const digest = createDigest(fromUnixMs);
  const slowest = createSlowestRequests();
  for (const request of atKnee.requests) {
    digest.add(request);
    slowest.add(request);
  }
  await recover(auditor, signal);
  const { queryUrl } = shop.traces ?? {};
  if (queryUrl) Object.assign(record, await readPathShares({ queryUrl, fromUnixMs, toUnixMs }));
  return { record, digest: digest.digest(), slowest: slowest.list(), resources };
}

function startClimb(startLoad: StartLoad, folder: string) {
  return (onRequest: K6Run['onRequest']) => startLoad({ scenario: 'breakpoint', folder, variables: {}, onRequest });
}
