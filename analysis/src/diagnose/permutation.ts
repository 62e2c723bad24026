import type { EndpointPair, Mix } from '../compare/index.ts';
import { createRandom, type Random } from '../statistics/index.ts';
import { timesByFinding } from './finding-times.ts';
import type { Finding } from './findings.ts';
import { thresholds } from './thresholds.ts';

/**
 * How often chance alone makes a change as large as each finding's, above 0 to 1: the requests of each endpoint are dealt out
 * anew to the two windows, whichever they came from. The bootstrap's lower bound is too sure of itself when few requests take
 * very long; this is not, because those may fall on either side.
 * The deal that was found counts as one of them, so that the p-value is never zero (Phipson and Smyth, 2010).
 * Source: Fisher's permutation test, two-sided. The seed is fixed.
 */
export function chanceOf(mix: Mix, findings: readonly Finding[]): readonly number[] {
  const random = createRandom(thresholds.seed);
  const pools = mix.pairs.map(pair => poolOf(pair, findings));
  const asLarge = new Array<number>(findings.length).fill(0);
  for (let i = 0; i < thresholds.resamples; i++) {
    const deltas = new Float64Array(findings.length);
    for (const pool of pools) addDealt(deltas, pool, random);
    findings.forEach((finding, index) => {
      if (Math.abs(deltas[index] as number) >= Math.abs(finding.deltaNano))
        asLarge[index] = (asLarge[index] as number) + 1;
    });
  }
  return asLarge.map(count => (count + 1) / (thresholds.resamples + 1));
}

interface Pool {
  readonly rows: Float64Array;
  /** Requests in an order that is dealt anew each time; the first `degraded` of them play the degraded window. */
  readonly order: Uint32Array;
  readonly degraded: number;
  readonly weight: number;
  /** Sums over all requests. */
  readonly sums: Float64Array;
}

function poolOf({ baseline, degraded, weight }: EndpointPair, findings: readonly Finding[]): Pool {
  const { rows, requests } = timesByFinding([...degraded, ...baseline], findings);
  const sums = new Float64Array(findings.length);
  rows.forEach((time, cell) => {
    sums[cell % findings.length] = (sums[cell % findings.length] as number) + time;
  });
  return { rows, order: Uint32Array.from({ length: requests }, (_, i) => i), degraded: degraded.length, weight, sums };
}

// The first steps of a Fisher-Yates shuffle deal out the degraded side; the baseline is what remains of the sums.
function addDealt(deltas: Float64Array, pool: Pool, random: Random): void {
  const { rows, order, degraded, weight, sums } = pool;
  const width = deltas.length;
  const dealt = new Float64Array(width);
  for (let i = 0; i < degraded; i++) {
    const other = i + Math.floor(random() * (order.length - i));
    const taken = order[other] as number;
    order[other] = order[i] as number;
    order[i] = taken;
    for (let f = 0; f < width; f++) dealt[f] = (dealt[f] as number) + (rows[taken * width + f] as number);
  }
  const baseline = order.length - degraded;
  for (let f = 0; f < width; f++) {
    const after = (dealt[f] as number) / degraded;
    const before = ((sums[f] as number) - (dealt[f] as number)) / baseline;
    deltas[f] = (deltas[f] as number) + weight * (after - before);
  }
}
