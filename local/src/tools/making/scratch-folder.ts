import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning } from './lock.ts';

/**
 * Works in a new folder, which is gone afterwards; so are those that runs left which were killed. Their names say whose they
 * are.
 */
export async function withScratchFolder<Result>(
  parent: string,
  prefix: string,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  for (const name of await readdir(parent)) {
    const owner = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : 0;
    if (owner > 0 && !isRunning(owner)) await remove(join(parent, name));
  }
  const folder = await mkdtemp(join(parent, `${prefix}${process.pid}-`));
  try {
    return await work(folder);
  } finally {
    await remove(folder);
  }
}

/** Once more where a process that is ending still writes. */
function remove(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
