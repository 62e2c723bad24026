import type { Shop } from '@spanshop/local/running-shop';
import { findOut } from '../findings/find-out.ts';
import type { LoadDone } from '../load-done.ts';
import type { RunRecord } from '../runs/run-record.ts';
import type { Measured } from '../with-quiet-shop.ts';
import { linkWorst } from './link-worst.ts';
import { objectiveResults } from './objective-results.ts';
import { exitCodeOf } from './verdict.ts';

export interface Finish {
  record: RunRecord;
  shop: Shop;
  measured: Measured<LoadDone>;
  interrupted: boolean;
}

/** Exit codes with which k6 has run the scenario to its end: good, an objective failed, an objective ended it early. */
const ranThrough: ReadonlySet<number> = new Set([0, 99]);

/** Fills in what came of a run. */
export async function finishRecord({ record, shop, measured, interrupted }: Finish): Promise<void> {
  const { work, invariants, spans } = measured;
  const { summary, breakpoint } = work;
  if (breakpoint) record.breakpoint = breakpoint;
  record.k6ExitCode = work.exitCode;
  record.invariants = invariants.checked ? { ...invariants, violations: [...invariants.violations] } : invariants;
  record.spans = spans.checked ? withoutUndefined(spans) : spans;
  record.objectives = summary ? objectiveResults(summary) : [];
  const failed = record.objectives.filter(({ met }) => !met);
  record.worst = await linkWorst(shop, work.digest, failed);
  const { searchUrl } = shop.traces ?? {};
  if (searchUrl) record.search = searchFor(searchUrl, record);
  if (interrupted) record.state = 'interrupted';
  else if (ranThrough.has(work.exitCode) && (summary || breakpoint)) record.state = 'finished';
  else {
    record.state = 'failed';
    record.problem = `k6 ended with exit code ${work.exitCode}`;
  }
  if (record.state !== 'failed') record.findings = await findOut(shop, work, record);
  record.exitCode = exitCodeOf(record);
}

function withoutUndefined({ accepted, ...rest }: Extract<Measured<unknown>['spans'], { checked: true }>) {
  return { ...rest, ...(accepted === undefined ? {} : { accepted }) };
}

function searchFor(searchUrl: string, { id, startedAt, endedAt = startedAt }: RunRecord): string {
  const search = new URLSearchParams({
    service: 'gateway',
    tags: JSON.stringify({ 'shop.load.run_id': id }),
    start: String(Date.parse(startedAt) * 1_000),
    end: String((Date.parse(endedAt) + 60_000) * 1_000),
    lookback: 'custom',
    limit: '200',
  });
  return `${searchUrl}?${search}`;
}
