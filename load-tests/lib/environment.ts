/// <reference types="k6" />

/** What a run is told by environment variables, so that the same files run everywhere. */
export const environment = {
  /** Where the shop's gateway is. */
  baseUrl: (__ENV['BASE_URL'] || 'http://127.0.0.1:8080').replace(/\/+$/, ''),
  /** Names this run on its traces: up to 28 small letters, digits and dashes. */
  runId: __ENV['RUN_ID'] || 'by-hand',
  /** Every request is reported, or only those that were slow or failed. */
  reportsEveryRequest: __ENV['REQUEST_LOG'] === 'every',
  /** Objectives for latency are multiplied by this. */
  objectiveFactor: numberFrom('OBJECTIVE_FACTOR') ?? 1,
  /** Length and highest rate (visits per second) instead of the profile's own. */
  seconds: numberFrom('LOAD_SECONDS'),
  rate: numberFrom('LOAD_RATE'),
};

function numberFrom(name: string): number | undefined {
  const given = __ENV[name];
  if (!given) return undefined;
  if (Number(given) > 0) return Number(given);
  throw new Error(`${name} is ${given}, which is no number above 0`);
}
