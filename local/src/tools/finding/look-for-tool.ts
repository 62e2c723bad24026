import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { catalogue, type ToolName } from '../catalogue.ts';
import { cacheFolder } from './cache-folder.ts';

export interface Candidate {
  path: string;
  /** Undefined when it cannot be told, or the file is broken. */
  version: string | undefined;
  source: 'PATH' | 'cache';
}

export interface LookOptions {
  environment?: NodeJS.ProcessEnv;
  signal?: AbortSignal;
}

export interface FoundTool extends Candidate {
  version: string;
}

export interface Look {
  /** The first of the right version: on the PATH, then in the cache. */
  found: FoundTool | undefined;
  /** What was met before it and is of another version. */
  refused: readonly Candidate[];
}

/** Looks for a tool of the right version: on the PATH first, in its order, then in the cache. */
export async function lookForTool(
  name: ToolName,
  { environment = process.env, signal }: LookOptions = {},
): Promise<Look> {
  const { file, pathFiles, version, readVersion } = catalogue[name];
  const folders = (environment['PATH'] ?? '').split(delimiter).filter(isAbsolute);
  const places = [
    ...folders.flatMap(folder =>
      pathFiles.map(pathFile => ({ path: join(folder, pathFile), source: 'PATH' as const })),
    ),
    { path: join(cacheFolder(environment), file), source: 'cache' as const },
  ];
  const refused: Candidate[] = [];
  for (const { path, source } of places) {
    if (!(await isUsable(path))) continue;
    const candidate = { path, source, version: await readVersion(path, signal) };
    if (candidate.version === version) return { found: { ...candidate, version }, refused };
    refused.push(candidate);
  }
  return { found: undefined, refused };
}

async function isUsable(path: string): Promise<boolean> {
  try {
    await access(path, path.endsWith('.jar') ? constants.R_OK : constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
