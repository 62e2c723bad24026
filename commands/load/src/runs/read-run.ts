import { readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { shortPath } from '@spanshop/local/root';
import { usageError } from '@spanshop/shared/errors';
import { z } from 'zod';
import type { Digest } from '../requests/digest.ts';
import { type RunRecord, runRecord } from './run-record.ts';

const request = z.object({
  operation: z.string(),
  status: z.number(),
  durationMs: z.number(),
  startedUnixMs: z.number(),
  traceId: z.string().optional(),
});
const digest = z.record(
  z.string(),
  z.object({
    slices: z.array(
      z.object({
        index: z.number(),
        count: z.number(),
        failed: z.number(),
        sumMs: z.number(),
        histogram: z.record(z.string(), z.number()),
      }),
    ),
    answers: z.record(z.string(), z.number()),
    slowest: z.array(request),
    failed: z.array(request),
  }),
);

export interface Run {
  record: RunRecord;
  digest: Digest;
}

/**
 * A run by its id, or by its folder.
 *
 * @throws SentenceError with exit code 2 when there is none, or it was not finished
 */
export function readRun(name: string, runsFolder: string): Run {
  const folder = name.includes('/') || isAbsolute(name) ? resolve(name) : join(runsFolder, name);
  const record = runRecord.safeParse(readJson(join(folder, 'run.json')));
  if (!record.success) throw usageError(`there is no run in ${shortPath(folder)}`);
  const requests = digest.safeParse(readJson(join(folder, 'requests.json')));
  if (!requests.success)
    throw usageError(`the run ${record.data.id} was not finished: it has no requests.json to compare`);
  return { record: record.data, digest: requests.data };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
