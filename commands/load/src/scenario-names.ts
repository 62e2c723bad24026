/** The files of load-tests/scenarios that people run, the one to begin with first. `probe` is what breakpoint uses for itself. */
export const scenarioNames = [
  'smoke',
  'steady',
  'steady-browse',
  'steady-order',
  'ramp',
  'spike',
  'soak',
  'breakpoint',
] as const;

export type ScenarioName = (typeof scenarioNames)[number];
