import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SentenceError } from '@spanshop/shared/errors';
import { z } from 'zod';
import type { Laboratory } from './laboratory.ts';

const holder = z.object({ pid: z.number().int().positive() });

/**
 * Keeps other experiments from changing the same flags. Whoever died without giving its reservation back is not waited for.
 *
 * @returns what gives it back
 * @throws SentenceError where another process works with the shop
 */
export async function reserve({ folder }: Pick<Laboratory, 'folder'>): Promise<() => Promise<void>> {
  await refuseWhileReserved({ folder });
  const file = fileIn(folder);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(file, JSON.stringify({ pid: process.pid }));
  } catch (cause) {
    throw new SentenceError(`${file} cannot be written, by which others know that the shop is in use`, { cause });
  }
  return () => rm(file, { force: true });
}

/** @throws SentenceError where another process works with the shop */
export async function refuseWhileReserved({ folder }: Pick<Laboratory, 'folder'>): Promise<void> {
  const pid = await holderOf(fileIn(folder));
  if (pid === undefined || pid === process.pid || !isAlive(pid)) return;
  throw new SentenceError(`process ${pid} experiments with this shop: wait until it is done, or end it`);
}

function fileIn(folder: string): string {
  return join(folder, 'in-use.json');
}

async function holderOf(file: string): Promise<number | undefined> {
  try {
    return holder.parse(JSON.parse(await readFile(file, 'utf8'))).pid;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
