export { catalogue, fullName, type ToolName, toolNames } from './catalogue.ts';
export { findTool } from './find-tool.ts';
export { cacheFolder } from './finding/cache-folder.ts';
export { type Candidate, lookForTool } from './finding/look-for-tool.ts';
export { provideTool } from './provide-tool.ts';
