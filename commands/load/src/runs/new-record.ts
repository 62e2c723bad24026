import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { root } from '@spanshop/local/root';
import type { Shop } from '@spanshop/local/running-shop';
import { highestRateOf, type Profile, secondsOf, visitsOf } from '../../../../load-tests/lib/profile.ts';
import type { RunOptions } from '../arguments.ts';
import type { RunRecord } from './run-record.ts';

export interface NewRecord {
  id: string;
  scenario: string;
  options: RunOptions;
  /** As it is run. */
  profile: Profile;
  shop: Shop;
  k6Version: string;
}

/** What is known of a run before it begins; as it stands it is that of a run that was killed. */
export function newRecord({ id, scenario, options, profile, shop, k6Version }: NewRecord): RunRecord {
  const { objectiveFactor, seconds, rate } = options;
  return {
    format: 1,
    id,
    scenario,
    state: 'running',
    startedAt: new Date().toISOString(),
    target: shop.gatewayUrl,
    changes: {
      ...(objectiveFactor === 1 ? {} : { objectiveFactor }),
      ...(seconds ? { seconds } : {}),
      ...(rate ? { rate } : {}),
    },
    plan: { seconds: secondsOf(profile), highestRate: highestRateOf(profile), visits: Math.round(visitsOf(profile)) },
    versions: { shop: shopVersion(), k6: k6Version, node: process.versions.node },
    ...(shop.sampler ? { sampler: shop.sampler } : {}),
    host: {
      platform: `${process.platform} ${process.arch}`,
      processors: availableParallelism(),
      model: cpus()[0]?.model.trim() ?? 'unknown',
      memoryMb: Math.round(totalmem() / 1e6),
      loadAtStart: loadavg()[0] as number,
    },
    objectives: [],
    invariants: { checked: false, why: 'the run has not ended' },
    spans: { checked: false, why: 'the run has not ended' },
    worst: {},
  };
}

function shopVersion(): string {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
}
