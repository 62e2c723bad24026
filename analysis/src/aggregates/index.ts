export { createDependencyGraph, type Dependency, type DependencyGraph } from './dependency-graph.ts';
export { createFlameGraph, type FlameGraph, type Frame } from './flame-graph.ts';
export { createOperationTable, type OperationRow, type OperationTable } from './operation-table.ts';
export { selfNano } from './self-time.ts';
export { type TailContributor, tailContributors } from './tail-contributors.ts';
