import type { Profile } from '../../../../load-tests/lib/profile.ts';
import type { RequestReport } from '../k6/parse-report.ts';
import type { RunningK6 } from '../k6/start-k6.ts';
import { judge } from './judge.ts';

export interface CeilingOptions {
  profile: Profile;
  objectiveFactor: number;
  /** Starts the climb. */
  start: (onRequest: (report: RequestReport) => void) => RunningK6;
  signal: AbortSignal;
}

export interface Ceiling {
  /** Visits per second at which an objective broke; undefined where none did. */
  rate: number | undefined;
}

const windowMs = 2_000;
/** One bad moment is no broken objective. */
const badWindows = 2;

/** Raises the rate until an objective is broken for a while, and stops there. */
export async function findCeiling({ profile, objectiveFactor, start, signal }: CeilingOptions): Promise<Ceiling> {
  let answered: RequestReport[] = [];
  let firstAtMs: number | undefined;
  const running = start(report => {
    firstAtMs ??= report.startedUnixMs;
    answered.push(report);
  });
  signal.addEventListener('abort', running.stop);
  let bad = 0;
  let rate: number | undefined;
  const timer = setInterval(() => {
    const requests = answered;
    answered = [];
    if (firstAtMs === undefined || rate !== undefined) return;
    const isBad = requests.length === 0 || !judge({ requests, dropped: 0, visits: 1, objectiveFactor }).met;
    bad = isBad ? bad + 1 : 0;
    if (bad < badWindows) return;
    rate = rateAt(profile, (Date.now() - firstAtMs - bad * windowMs) / 1_000);
    running.stop();
  }, windowMs);
  try {
    const exitCode = await running.ended;
    // k6 itself ends the climb once an objective is broken over all of it.
    if (exitCode === 99 && firstAtMs !== undefined) {
      rate ??= rateAt(profile, (Date.now() - firstAtMs - windowMs) / 1_000);
    }
  } finally {
    clearInterval(timer);
    signal.removeEventListener('abort', running.stop);
  }
  return { rate };
}

/** The rate of a profile after so many seconds, in visits per second. */
export function rateAt({ startRate, stages }: Profile, seconds: number): number {
  let [before, left] = [startRate, Math.max(seconds, 0)];
  for (const stage of stages) {
    if (left <= stage.seconds) return before + (stage.rate - before) * (left / stage.seconds);
    left -= stage.seconds;
    before = stage.rate;
  }
  return before;
}
