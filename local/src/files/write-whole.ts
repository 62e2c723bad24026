import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file whole or not at all, so that nobody reads half of it, and makes its folder. What is left of a failure is removed.
 *
 * @param mode of the file, whatever mask the process has; the mask's where it is not given
 * @throws Error as the file system says it
 */
export async function writeWhole(file: string, text: string, mode?: number): Promise<void> {
  const draft = `${file}.${process.pid}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(draft, text);
    if (mode !== undefined) await chmod(draft, mode);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    throw error;
  }
}
