import type { BreakpointRecord } from './breakpoint/breakpoint-record.ts';
import type { SlowestShare } from './findings/slowest-requests.ts';
import type { K6Summary } from './k6/read-summary.ts';
import type { ResourcePoint } from './metrics/watch-resources.ts';
import type { Digest } from './requests/digest.ts';

/** What was measured while the shop was loaded. */
export interface LoadDone {
  /** k6's; 0 for a search, where objectives are broken on purpose. */
  exitCode: number;
  /** Undefined where k6 wrote none. */
  summary?: K6Summary | undefined;
  breakpoint?: BreakpointRecord;
  digest: Digest;
  /** Whose traces say where the time went. */
  slowest: SlowestShare;
  resources: ResourcePoint[];
}
