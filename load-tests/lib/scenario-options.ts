import type { Options, Scenario } from 'k6/options';
import { highestRateOf, type Profile } from './profile.ts';

/** Visits that may go on at once for each visit per second; one more is left out and counted. */
const visitsAtOncePerRate = 6;
const fewestVisitsAtOnce = 50;
/** Each has a connection of its own, of which the gateway takes 1,000: what more there were would be refused unanswered. */
const mostVisitsAtOnce = 900;

/** What every scenario has k6 do alike. */
export const commonOptions = {
  summaryTrendStats: ['avg', 'min', 'med', 'p(90)', 'p(95)', 'p(99)', 'max', 'count'],
  // Fewer tags, less work: everything is asked for by journey and by name.
  systemTags: ['name', 'status', 'check', 'scenario', 'expected_response', 'error_code'],
  userAgent: 'spanshop-load-tests',
} satisfies Options;

/** A profile as k6's executors take it: open arrivals, so that a slow shop does not make visitors come more slowly. */
export function arrivals(profile: Profile): Scenario {
  const wanted = Math.ceil(Math.max(highestRateOf(profile) * visitsAtOncePerRate, fewestVisitsAtOnce));
  const visitsAtOnce = Math.min(wanted, mostVisitsAtOnce);
  return {
    ...executorOf(profile),
    preAllocatedVUs: Math.max(Math.ceil(visitsAtOnce / 4), fewestVisitsAtOnce),
    maxVUs: visitsAtOnce,
    gracefulStop: '15s',
  };
}

/** k6 takes whole numbers: ten seconds make tenths of a visit possible. */
function executorOf({ startRate, stages }: Profile) {
  const timeUnit = '10s';
  const inTenSeconds = (rate: number) => Math.max(Math.round(rate * 10), 1);
  const [first] = stages;
  if (stages.length === 1 && first && first.rate === startRate) {
    return {
      executor: 'constant-arrival-rate',
      rate: inTenSeconds(startRate),
      timeUnit,
      duration: durationOf(first.seconds),
    } as const;
  }
  return {
    executor: 'ramping-arrival-rate',
    startRate: inTenSeconds(startRate),
    timeUnit,
    stages: stages.map(({ seconds, rate }) => ({ target: inTenSeconds(rate), duration: durationOf(seconds) })),
  } as const;
}

function durationOf(seconds: number): string {
  return `${Math.round(seconds * 1_000)}ms`;
}
