export { catalogue, fullName, type ToolName, toolNames } from './catalogue.ts';
export { findTool } from './find-tool.ts';
export { cacheFolder } from './finding/cache-folder.ts';
export { type Candidate, type FoundTool, type Look, type LookOptions, lookForTool } from './finding/look-for-tool.ts';
export { type ProvidedTool, type ProvideOptions, provideTool } from './provide-tool.ts';
