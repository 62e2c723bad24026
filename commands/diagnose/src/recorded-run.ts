import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { usageError } from '@spanshop/shared/errors';
import { z } from 'zod';
import type { WindowSpec } from './window-spec.ts';

const time = z.iso.datetime({ offset: true });
const record = z.object({ startedAt: time, endedAt: time.optional() });

/**
 * A window whose path is a folder is the time of the load test recorded there: from `startedAt` to `endedAt` of its run.json.
 * Every other window stays as it is.
 *
 * @throws SentenceError with exit code 2 when the folder holds no such record, or one of a run that has not ended.
 */
export async function resolveRun(window: WindowSpec): Promise<WindowSpec> {
  if (window.of !== 'file' || !(await isFolder(window.path))) return window;
  const file = join(window.path, 'run.json');
  const text = await readFile(file, 'utf8').catch(() => {
    throw usageError(`${window.path} is a folder without a run.json: neither a file of traces nor a recorded run.`);
  });
  const { startedAt, endedAt } = recordFrom(text, file);
  if (endedAt === undefined) throw usageError(`${file} is of a run that has not ended.`);
  const [fromUnixMs, toUnixMs] = [Date.parse(startedAt), Date.parse(endedAt)];
  if (toUnixMs <= fromUnixMs) throw usageError(`${file} is of a run that ends before it starts.`);
  return { of: 'time', fromUnixMs, toUnixMs };
}

function recordFrom(text: string, file: string): z.infer<typeof record> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw usageError(`${file} is not JSON.`);
  }
  const result = record.safeParse(value);
  if (result.success) return result.data;
  const field = result.error.issues[0]?.path.join('.');
  throw usageError(`${file} is no record of a run: it does not say ${field || 'startedAt'} as an ISO time.`);
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}
