import type { TimeRange } from './time-range.ts';
import type { TraceView } from './trace-view.ts';

export interface SpanRowsProps {
  readonly view: TraceView;
  /** Positions of the spans to show. */
  readonly rows: Int32Array;
  readonly range: TimeRange;
  readonly onRange: (range: TimeRange) => void;
  readonly collapsed: ReadonlySet<number>;
  readonly onToggle: (position: number) => void;
  readonly showFolded: boolean;
  readonly matches: readonly number[];
  readonly selected: number | undefined;
  readonly onSelect: (position: number | undefined) => void;
}
