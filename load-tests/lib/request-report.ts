import { type JourneyName, objectives } from '../objectives.ts';
import { environment } from './environment.ts';

/** One request, as it is told to whoever runs k6. */
export interface RequestReport {
  journey: JourneyName;
  /** Such as `GET /products/{sku}`. */
  operation: string;
  /** 0 where no answer came. */
  status: number;
  failed: boolean;
  durationMs: number;
  startedUnixMs: number;
  /** Undefined where no answer came to name it. */
  traceId: string | undefined;
  /** Whether the gateway said that the trace is kept; undefined where it said nothing. */
  sampled: boolean | undefined;
}

/** Begins each line that is a report. */
export const reportMark = 'spanshop-request';
/** Without somebody who reads every line, each virtual user reports so many at most. */
const mostReports = 20;
let reports = 0;

/** Writes a line of JSON: for every request where somebody reads them all, else for slow and failed ones alone. */
export function reportRequest(report: RequestReport): void {
  if (!environment.reportsEveryRequest && !(isWorthReporting(report) && reports < mostReports)) return;
  reports += 1;
  const { journey, operation, status, failed, durationMs, startedUnixMs, traceId, sampled } = report;
  const fields = [journey, operation, status, failed, durationMs, startedUnixMs, traceId ?? null, sampled ?? null];
  console.log(`${reportMark} ${JSON.stringify(fields)}`);
}

function isWorthReporting({ journey, failed, durationMs }: RequestReport): boolean {
  return failed || durationMs > objectives[journey].p95Ms * environment.objectiveFactor;
}
