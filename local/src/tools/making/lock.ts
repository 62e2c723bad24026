import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

export interface LockOptions {
  signal: AbortSignal;
  /** Called once when somebody else holds the lock. */
  onWait: () => void;
}

const lookAgainMs = 250;

/**
 * Does something while no other process on this machine does it. The lock is a file that names its holder; that of a
 * process which is gone counts no more. Should two ever get it, they only do the same work twice.
 */
export async function withLock<Result>(
  file: string,
  { signal, onWait }: LockOptions,
  work: () => Promise<Result>,
): Promise<Result> {
  let waited = false;
  while (!(await tryLock(file))) {
    if (!waited) onWait();
    waited = true;
    await sleep(lookAgainMs, undefined, { signal });
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

/** A link appears whole or not at all, so a lock always says whose it is. */
async function tryLock(file: string): Promise<boolean> {
  const own = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await writeFile(own, String(process.pid));
  try {
    await link(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (await isAbandoned(file)) await rm(file, { force: true });
    return false;
  } finally {
    await rm(own, { force: true });
  }
}

async function isAbandoned(file: string): Promise<boolean> {
  const holder = Number(await readFile(file, 'utf8').catch(() => ''));
  return holder > 0 && !isRunning(holder);
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
