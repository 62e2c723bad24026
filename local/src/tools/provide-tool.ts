import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { SentenceError } from '@spanshop/shared/errors';
import { catalogue, fullName, type ToolName } from './catalogue.ts';
import { findTool } from './find-tool.ts';
import { cacheFolder } from './finding/cache-folder.ts';
import type { FoundTool } from './finding/look-for-tool.ts';
import { checkNeeds } from './making/check-needs.ts';
import { withLock } from './making/lock.ts';
import { makeTool } from './making/make-tool.ts';
import { withScratchFolder } from './making/scratch-folder.ts';

export interface ProvideOptions {
  /** Gets a short line whenever something has moved on. */
  onProgress?: (progress: string) => void;
  environment?: NodeJS.ProcessEnv;
  /** Ends a build that is under way, with all that it started. */
  signal?: AbortSignal;
}

export interface ProvidedTool extends Omit<FoundTool, 'source'> {
  source: FoundTool['source'] | 'made';
}

/**
 * The tool in the one version that is used: found, or else made and put into the cache, which takes minutes.
 *
 * Whoever makes a tool does it beside the cache's files and puts it in place in one step, so a file in the cache is always
 * whole. Of several who want the same tool at once one makes it, and the others wait for that.
 *
 * @throws SentenceError in one sentence: Go, Maven or Java missing, no network, a checksum that differs
 */
export async function provideTool(name: ToolName, options: ProvideOptions = {}): Promise<ProvidedTool> {
  const { onProgress = () => {}, environment = process.env, signal = new AbortController().signal } = options;
  const found = await findTool(name, { environment, signal });
  if (found) return found;
  await checkNeeds(name, environment);
  const { file, version, readVersion } = catalogue[name];
  const folder = cacheFolder(environment);
  await createFolder(folder);
  return withLock(
    join(folder, `.${file}.lock`),
    { signal, onWait: () => onProgress('another run makes it') },
    async () => {
      const meanwhile = await findTool(name, { environment, signal });
      if (meanwhile) return meanwhile;
      return withScratchFolder(folder, `.${file}-`, async scratch => {
        const made = await makeTool(name, { scratch, environment, signal, onProgress });
        const has = await readVersion(made, signal);
        if (has !== version)
          throw new SentenceError(`what was made for ${fullName(name)} is of version ${has ?? 'unknown'}`);
        const path = join(folder, file);
        await rename(made, path);
        return { path, version, source: 'made' };
      });
    },
  );
}

async function createFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new SentenceError(`the folder for tools, ${folder}, cannot be made: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
