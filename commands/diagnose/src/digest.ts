import {
  createDependencyGraph,
  createFlameGraph,
  createOperationTable,
  type Dependency,
  type Frame,
  type OperationRow,
} from '@spanshop/analysis/aggregates';
import { createWindowBuilder, type Window } from '@spanshop/analysis/compare';
import type { Skipped } from '@spanshop/analysis/readers';
import type { SourceOptions } from './arguments.ts';
import { createReadProgress } from './read-progress.ts';
import { openWindow } from './source.ts';
import type { WindowSpec } from './window-spec.ts';

/** What is kept of a window when its traces are let go. */
export interface Digest {
  readonly window: Window;
  readonly rows: readonly OperationRow[];
  readonly dependencies: readonly Dependency[];
  readonly flames: Frame;
  readonly skipped: readonly Skipped[];
}

/** Walks a window once and keeps its facts and sums. */
export async function digestWindow(name: string, spec: WindowSpec, options: SourceOptions): Promise<Digest> {
  const stream = await openWindow(spec, options);
  const [builder, table, graph, flames] = [
    createWindowBuilder(),
    createOperationTable(),
    createDependencyGraph(),
    createFlameGraph(),
  ];
  const progress = createReadProgress(`reading ${name}`);
  try {
    for await (const trace of stream.traces) {
      builder.add(trace);
      table.add(trace);
      graph.add(trace);
      flames.add(trace);
      progress.step();
    }
  } finally {
    progress.done();
  }
  const window = builder.finish();
  const rows = table.rows();
  const dependencies = graph.dependencies(window.toUnixMs - window.fromUnixMs);
  return { window, rows, dependencies, flames: flames.root(), skipped: stream.skipped() };
}
