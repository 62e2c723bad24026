import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where tools are kept: SPANSHOP_TOOLS, or ~/.cache/spanshop/tools. */
export function cacheFolder(environment: NodeJS.ProcessEnv): string {
  return resolve(environment['SPANSHOP_TOOLS'] || join(homedir(), '.cache/spanshop/tools'));
}
