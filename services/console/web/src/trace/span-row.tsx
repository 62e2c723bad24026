import { memo } from 'preact/compat';
import { colourOf } from '../data/service-colours.ts';
import { Text } from '../text/text.tsx';
import { SpanBar } from './span-bar.tsx';
import { titleOf } from './span-title.ts';
import type { TimeRange } from './time-range.ts';
import { spanAt, type TraceView } from './trace-view.ts';

interface SpanRowProps {
  readonly view: TraceView;
  readonly position: number;
  readonly topPx: number;
  readonly range: TimeRange;
  /** Whether there is something below to open. */
  readonly opens: boolean;
  readonly isCollapsed: boolean;
  readonly isSelected: boolean;
  readonly isSought: boolean;
  readonly onSelect: (position: number) => void;
  readonly onToggle: (position: number) => void;
}

const deepestIndent = 24;

/** One span: its place in the tree, its name, its bar. */
export const SpanRow = memo(function SpanRow(props: SpanRowProps) {
  const { view, position, topPx, range, opens, isCollapsed, isSelected, isSought, onSelect, onToggle } = props;
  const span = spanAt(view, position);
  const depth = view.depths[position] as number;
  const isAfterwards = view.isAfterwards[position] === true;
  const parent = view.trace.spans[view.trace.tree.parents[position] as number];
  const marks = [isSelected && 'selected', isSought && 'sought', isAfterwards && 'afterwards']
    .filter(Boolean)
    .join(' ');
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it takes the keys
    <div
      id={`row-${position}`}
      class={`row ${marks}`}
      role="treeitem"
      tabIndex={-1}
      aria-level={depth + 1}
      aria-selected={isSelected}
      aria-expanded={opens ? !isCollapsed : undefined}
      style={{ top: `${topPx}px`, '--colour': colourOf(span.service) }}
      onClick={() => onSelect(position)}
    >
      <div class="name" style={{ paddingLeft: `${Math.min(depth, deepestIndent) * 0.75}rem` }}>
        {opens ? (
          <span
            class={isCollapsed ? 'opener closed' : 'opener'}
            aria-hidden="true"
            onClick={event => {
              event.stopPropagation();
              onToggle(position);
            }}
          />
        ) : (
          <span class="opener none" />
        )}
        {parent?.service !== span.service && (
          <b>
            <Text>{span.service}</Text>
          </b>
        )}
        <span class="operation">
          <Text>{titleOf(span)}</Text>
        </span>
        {isCollapsed && <span class="soft count">+{view.below[position]}</span>}
        {span.status === 'error' && <span class="badge bad">error</span>}
      </div>
      <SpanBar view={view} position={position} range={range} />
    </div>
  );
});
