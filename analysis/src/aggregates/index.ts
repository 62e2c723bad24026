export { createDependencyGraph, type Dependency } from './dependency-graph.ts';
export { createFlameGraph, type Frame } from './flame-graph.ts';
export { createOperationTable, type OperationRow } from './operation-table.ts';
export { selfNano } from './self-time.ts';
export { type TailContributor, tailContributors } from './tail-contributors.ts';
