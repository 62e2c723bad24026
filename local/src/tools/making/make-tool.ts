import { catalogue, type ToolName } from '../catalogue.ts';
import { buildWithGo } from './build-with-go.ts';
import { fetchWithMaven } from './fetch-with-maven.ts';
import type { MakeOptions } from './make-options.ts';

/** Makes a tool inside the scratch folder. Gives the path of its file. */
export function makeTool(name: ToolName, options: MakeOptions): Promise<string> {
  const { source } = catalogue[name];
  return source.kind === 'go' ? buildWithGo(source, options) : fetchWithMaven(source, options);
}
