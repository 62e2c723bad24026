import type { ToolName } from './catalogue.ts';
import { type FoundTool, type LookOptions, lookForTool } from './finding/look-for-tool.ts';

/** The tool in the one version that is used: on the PATH, else in the cache, else undefined. */
export async function findTool(name: ToolName, options?: LookOptions): Promise<FoundTool | undefined> {
  return (await lookForTool(name, options)).found;
}
