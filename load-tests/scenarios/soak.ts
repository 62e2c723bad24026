import type { Options } from 'k6/options';
import { browse, cancel, look, order } from '../journeys/index.ts';
import { environment } from '../lib/environment.ts';
import { pickJourney } from '../lib/pick-journey.ts';
import { scaled } from '../lib/profile.ts';
import { arrivals, commonOptions } from '../lib/scenario-options.ts';
import { thresholdsOf } from '../lib/thresholds.ts';
import { type Assortment, newVisitor } from '../lib/visitors.ts';

const about = 'half an hour of the same: what leaks or grows slowly shows';

/** Visits per second at the start; then, stage after stage, within so many seconds to so many visits per second. */
const profile = scaled({ startRate: 10, stages: [{ seconds: 1_800, rate: 10 }] }, environment);

/** Of 100 visitors, so many take each journey. */
const mix = { browse: 55, order: 25, look: 15, cancel: 5 };

export const options: Options = {
  ...commonOptions,
  scenarios: { soak: arrivals(profile) },
  // A journey of the mix that misses its objectives fails the run; so do wrong answers and visits that are left out.
  thresholds: thresholdsOf(mix, profile, environment),
  // What npm run load -- list tells of it.
  ext: { spanshop: { about, mix } },
};

/** What the shop sells, asked for once before the first visit. */
export { findAssortment as setup } from '../lib/find-assortment.ts';

/** One visit. */
export default function visit(assortment: Assortment): void {
  const journeys = { browse, order, look, cancel };
  journeys[pickJourney(mix)](newVisitor(assortment));
}
