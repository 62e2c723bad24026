import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { RequestReport } from '../k6/parse-report.ts';
import { readSummary } from '../k6/read-summary.ts';
import { type StartLoad, summaryFile } from '../k6/start-k6.ts';
import type { Probe } from './breakpoint-record.ts';
import { judge } from './judge.ts';

export const probeSeconds = 8;
/** Until connections and pools have grown to the rate. */
const warmUpMs = 2_000;

export interface ProbeOptions {
  search: number;
  /** Visits per second. */
  rate: number;
  startLoad: StartLoad;
  objectiveFactor: number;
  /** Where k6's summary of the probe goes. */
  folder: string;
  signal: AbortSignal;
}

export interface ProbeResult {
  probe: Probe;
  requests: readonly RequestReport[];
}

const counter = z.object({ count: z.number() });

/** Loads the shop with one rate for a few seconds; undefined when it was interrupted. */
export async function runProbe(options: ProbeOptions): Promise<ProbeResult | undefined> {
  const { search, rate, startLoad, objectiveFactor, folder, signal } = options;
  const requests: RequestReport[] = [];
  const path = join(folder, 'probes', `${rate.toFixed(1)}-search-${search}`);
  mkdirSync(path, { recursive: true });
  const running = startLoad({
    scenario: 'probe',
    folder: path,
    variables: { LOAD_RATE: rate.toFixed(1), LOAD_SECONDS: String(probeSeconds) },
    onRequest: report => void requests.push(report),
  });
  signal.addEventListener('abort', running.stop);
  await running.ended.finally(() => signal.removeEventListener('abort', running.stop));
  if (signal.aborted) return undefined;
  const startedUnixMs = requests.reduce((first, request) => Math.min(first, request.startedUnixMs), Date.now());
  const dropped = counter.safeParse(readSummary(join(path, summaryFile))?.metrics['dropped_iterations']);
  const droppedVisits = dropped.success ? dropped.data.count : 0;
  const settled = requests.filter(request => request.startedUnixMs >= startedUnixMs + warmUpMs);
  const visits = rate * probeSeconds;
  const judgement = judge({ requests: settled, dropped: droppedVisits, visits, objectiveFactor });
  return {
    requests: settled,
    probe: {
      ...judgement,
      broken: [...judgement.broken],
      search,
      rate: Number(rate.toFixed(1)),
      startedUnixMs: startedUnixMs + warmUpMs,
      endedUnixMs: startedUnixMs + probeSeconds * 1_000,
      dropped: droppedVisits,
    },
  };
}
