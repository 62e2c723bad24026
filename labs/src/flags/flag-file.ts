import { lstat, readFile, stat } from 'node:fs/promises';
import { writeWhole } from '@spanshop/local/files';
import { SentenceError } from '@spanshop/shared/errors';
import { versionOf } from '@spanshop/shared/faults';
import { catalogue } from '../catalogue/index.ts';
import { flagDocument, type ReadFlags, readFlagDocument } from './flag-document.ts';
import type { Switch } from './switch.ts';

const largestFileBytes = 1_000_000;

/**
 * Writes what is on, whole or not at all, so that nobody reads half a file.
 *
 * @param salt hides which flag is which from whoever reads the file
 * @returns the version that services report once it is in effect
 * @throws SentenceError where the file is a link or cannot be written
 */
export async function writeFlags(file: string, switches: readonly Switch[], salt?: string): Promise<string> {
  if ((await lstat(file).catch(() => undefined))?.isSymbolicLink()) {
    throw new SentenceError(
      `${file} is a link, and would be replaced by a file: remove it, or change what it leads to`,
    );
  }
  const text = flagDocument(catalogue, switches, salt);
  try {
    // Containers read it as another user.
    await writeWhole(file, text, 0o644);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : '';
    throw new SentenceError(`${file} cannot be written${code}; what was switched stays as it was`, { cause });
  }
  return versionOf(text);
}

/** @throws SentenceError where something is on */
export async function refuseWhileOn(file: string): Promise<void> {
  const { switches, salt } = await readFlags(file);
  if (salt !== undefined || switches.length > 0) {
    throw new SentenceError('something is on already: npm run lab -- off switches it off');
  }
}

/**
 * What is on by the file; nothing where there is none.
 *
 * @throws SentenceError where the file cannot be read, or is none of ours
 */
export async function readFlags(file: string): Promise<ReadFlags> {
  let text: string;
  try {
    const { size } = await stat(file);
    if (size > largestFileBytes) throw new SentenceError(`${file} is too large for a file of flags`);
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof SentenceError) throw cause;
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return { switches: [], salt: undefined };
    throw new SentenceError(`${file} cannot be read`, { cause });
  }
  const read = readFlagDocument(catalogue, text);
  if (!read) throw new SentenceError(`${file} is not a file of flags of ours: npm run lab -- off writes a new one`);
  return read;
}
