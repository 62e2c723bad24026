import { z } from 'zod';
import type { RequestReport } from '../../../../load-tests/lib/request-report.ts';

export type { RequestReport };

const mark = 'spanshop-request ';
const fields = z.tuple([
  z.string(),
  z.string(),
  z.number(),
  z.boolean(),
  z.number().nonnegative(),
  z.number(),
  z.string().nullable(),
  z.boolean().nullable(),
]);

/** Reads a line of k6 that tells of a request; undefined for every other line. */
export function parseReport(line: string): RequestReport | undefined {
  if (!line.startsWith(mark)) return undefined;
  const read = fields.safeParse(parsed(line.slice(mark.length)));
  if (!read.success) return undefined;
  const [journey, operation, status, failed, durationMs, startedUnixMs, traceId, sampled] = read.data;
  return {
    journey: journey as RequestReport['journey'],
    operation,
    status,
    failed,
    durationMs,
    startedUnixMs,
    traceId: traceId ?? undefined,
    sampled: sampled ?? undefined,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
