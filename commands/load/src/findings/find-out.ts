import type { Shop } from '@spanshop/local/running-shop';
import type { LoadDone } from '../load-done.ts';
import { busiestText, loadByService } from '../metrics/busiest.ts';
import type { RunRecord } from '../runs/run-record.ts';
import type { Findings } from './findings-record.ts';
import { readSlowRequests } from './read-slow-requests.ts';
import { whatRanOut } from './what-ran-out.ts';

/** What a run says about its shop: where the slow requests' time went, by their traces; what ran out, by the metrics. */
export async function findOut(
  { traces }: Shop,
  { slowest, resources }: Pick<LoadDone, 'slowest' | 'resources'>,
  { startedAt, host }: Pick<RunRecord, 'startedAt' | 'host'>,
): Promise<Findings> {
  const slow = traces?.queryUrl && (await readSlowRequests(traces.queryUrl, slowest));
  const loads = loadByService(resources);
  return {
    ...(slow ? { slow } : {}),
    // Without the services' metrics only the machine of k6 is known, which need not be that of the shop.
    ...(loads.length > 0
      ? { ranOut: whatRanOut(resources, Date.parse(startedAt), host.processors), busiest: busiestText(loads) }
      : {}),
  };
}
