import type { Options } from 'k6/options';
import { type ScenarioName, scenarios } from '../catalogue.ts';
import { environment } from './environment.ts';
import { highestRateOf, type Profile, scaled } from './profile.ts';
import { thresholdsOf } from './thresholds.ts';

/** Visits that may go on at once for each visit per second; one more is left out and counted. */
const visitsAtOncePerRate = 6;
const fewestVisitsAtOnce = 50;

/** What k6 is to do for a scenario. */
export function optionsOf(name: ScenarioName): Options {
  const { mix, profile: asDesigned } = scenarios[name];
  const profile = scaled(asDesigned, environment);
  const visitsAtOnce = Math.ceil(Math.max(highestRateOf(profile) * visitsAtOncePerRate, fewestVisitsAtOnce));
  return {
    scenarios: {
      [name]: {
        ...arrivalsOf(profile),
        exec: 'visit',
        preAllocatedVUs: Math.max(Math.ceil(visitsAtOnce / 4), fewestVisitsAtOnce),
        maxVUs: visitsAtOnce,
        gracefulStop: '15s',
      },
    },
    thresholds: thresholdsOf(mix, profile, environment.objectiveFactor),
    summaryTrendStats: ['avg', 'min', 'med', 'p(90)', 'p(95)', 'p(99)', 'max', 'count'],
    // Fewer tags, less work: everything is asked for by journey and by name.
    systemTags: ['name', 'status', 'check', 'scenario', 'expected_response', 'error_code'],
    userAgent: 'spanshop-load-tests',
  } as Options;
}

/** k6 takes whole numbers: ten seconds make tenths of a visit possible. */
function arrivalsOf({ startRate, stages }: Profile) {
  const timeUnit = '10s';
  const inTenSeconds = (rate: number) => Math.max(Math.round(rate * 10), 1);
  const [first] = stages;
  if (stages.length === 1 && first && first.rate === startRate) {
    return {
      executor: 'constant-arrival-rate',
      rate: inTenSeconds(startRate),
      timeUnit,
      duration: durationOf(first.seconds),
    };
  }
  return {
    executor: 'ramping-arrival-rate',
    startRate: inTenSeconds(startRate),
    timeUnit,
    stages: stages.map(({ seconds, rate }) => ({ target: inTenSeconds(rate), duration: durationOf(seconds) })),
  };
}

function durationOf(seconds: number): string {
  return `${Math.round(seconds * 1_000)}ms`;
}
