import type { Profile } from './lib/profile.ts';
import type { JourneyName } from './objectives.ts';
import { breakpoint } from './profiles/breakpoint.ts';
import { probe } from './profiles/probe.ts';
import { ramp } from './profiles/ramp.ts';
import { smoke } from './profiles/smoke.ts';
import { soak } from './profiles/soak.ts';
import { spike } from './profiles/spike.ts';
import { steady } from './profiles/steady.ts';

/** Which journeys visitors take, by how many of 100 take each. */
export type Mix = Readonly<Partial<Record<JourneyName, number>>>;

/** A scenario is a mix of journeys and a profile. */
export interface Scenario {
  mix: Mix;
  profile: Profile;
}

const everybody: Mix = { browse: 55, order: 25, look: 15, cancel: 5 };

/** By name, which is also that of its file in scenarios/. */
export const scenarios = {
  smoke: { mix: everybody, profile: smoke },
  steady: { mix: everybody, profile: steady },
  'steady-browse': { mix: { browse: 100 }, profile: steady },
  'steady-order': { mix: { order: 100 }, profile: { ...steady, startRate: 6, stages: [{ seconds: 120, rate: 6 }] } },
  ramp: { mix: everybody, profile: ramp },
  spike: { mix: everybody, profile: spike },
  soak: { mix: everybody, profile: soak },
  breakpoint: { mix: everybody, profile: breakpoint },
  probe: { mix: everybody, profile: probe },
} as const satisfies Readonly<Record<string, Scenario>>;

export type ScenarioName = keyof typeof scenarios;
