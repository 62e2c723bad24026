import { createOperationTable } from '@spanshop/analysis/aggregates';
import { openJaegerWindow } from '@spanshop/analysis/readers';
import type { BreakpointRecord } from './breakpoint-record.ts';

export interface PathWindow {
  queryUrl: string;
  fromUnixMs: number;
  toUnixMs: number;
}

/** Enough to tell shares by. */
const mostTraces = 1_000;
const callTimeoutMs = 20_000;

/** Which part of the traces' critical paths each service takes, and with which operation most of it. */
export async function readPathShares({
  queryUrl,
  fromUnixMs,
  toUnixMs,
}: PathWindow): Promise<Pick<BreakpointRecord, 'pathShares' | 'tracesRead'>> {
  const table = createOperationTable();
  let tracesRead = 0;
  const window = { baseUrl: queryUrl, fromUnixMs, toUnixMs, entryServices: ['gateway'], deadlineMs: callTimeoutMs };
  try {
    for await (const trace of openJaegerWindow(window).traces) {
      table.add(trace);
      tracesRead += 1;
      if (tracesRead >= mostTraces) break;
    }
  } catch {
    // Without traces the metrics still tell.
  }
  const byService = new Map<string, { share: number; operation: string }>();
  // The operation with the largest share comes first.
  for (const { service, operation, pathShare } of table.rows()) {
    const known = byService.get(service) ?? { share: 0, operation };
    known.share += pathShare;
    byService.set(service, known);
  }
  return {
    tracesRead,
    pathShares: [...byService]
      .map(([service, of]) => ({ service, ...of }))
      .filter(({ share }) => share > 0)
      .sort((a, b) => b.share - a.share),
  };
}
