import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catchAllSplitter, observeWindow } from '../../src/compare/index.ts';
import { diagnose } from '../../src/diagnose/index.ts';
import { mean, quantile } from '../../src/statistics/index.ts';
import { faultsOf, generateTraces, type System } from '../generator/index.ts';
import { bank } from '../generator/systems/bank.ts';
import { clinic } from '../generator/systems/clinic.ts';
import { feed } from '../generator/systems/feed.ts';
import { parcels } from '../generator/systems/parcels.ts';
import { travel } from '../generator/systems/travel.ts';

const addedMs = 60;
const requests = 400;
const fewest = 40;
const seed = 7001;

/** Three windows a minute apart: healthy, faulty, and healthy again. */
function windowOf(system: System, place: number) {
  const fromUnixMs = 1_790_000_000_000 + place * 60_000;
  return observeWindow(generateTraces({ system, requests, seed: seed + place, fromUnixMs }));
}

for (const [name, system] of Object.entries({ bank, clinic, feed, parcels, travel })) {
  test(`when each operation and each link of the ${name} is slow in turn and cured, then the mean was predicted within a tenth`, () => {
    const [baseline, cured] = [windowOf(system, 0), windowOf(system, 2)];
    const faults = faultsOf(system, addedMs).filter(({ kind }) => kind === 'work' || kind === 'link');
    let checked = 0;
    for (const fault of faults) {
      const degraded = windowOf(fault.system, 1);
      const [culprit] = diagnose(baseline, degraded).culprits;
      if (culprit?.service !== fault.service) continue;
      for (const { endpoint, mean: forecast, p95 } of culprit.cure) {
        const healthy = catchAllSplitter(baseline, degraded)(cured).requests;
        const ms = healthy.filter(each => each.endpoint === endpoint).map(each => each.latencyNano / 1e6);
        if (ms.length < fewest || forecast.degradedMs < 1.1 * forecast.baselineMs) continue;
        const told = `${fault.title}, ${endpoint}: ${forecast.curedMs} of ${mean(ms)}, p95 ${p95.curedMs} of ${quantile(ms, 0.95)}`;
        assert.ok(Math.abs(forecast.curedMs / mean(ms) - 1) < 0.1, told);
        checked += 1;
      }
    }
    assert.ok(checked >= faults.length / 2, `${checked} of ${faults.length}`);
  });
}
