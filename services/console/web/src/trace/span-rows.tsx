import { useEffect, useRef } from 'preact/hooks';
import { Ruler } from './ruler.tsx';
import { SpanRow } from './span-row.tsx';
import type { SpanRowsProps } from './span-rows-props.ts';
import { useRowKeys } from './use-row-keys.ts';
import { useWindow } from './use-window.ts';
import { hasVisibleBelow } from './visible-rows.ts';

/** The rows that are in sight, and room for the others: ten thousand spans scroll as easily as ten. */
export function SpanRows(props: SpanRowsProps) {
  const { view, rows, range, onRange, collapsed, onToggle, showFolded, matches, selected, onSelect } = props;
  const place = useRef<HTMLDivElement>(null);
  const { first, last, rowPx, bringIntoSight } = useWindow(place, rows.length);
  const onKeyDown = useRowKeys(props);
  const isSought = new Set(matches);
  const index = selected === undefined ? -1 : rows.indexOf(selected);
  // Only another selection moves the rows.
  useEffect(() => {
    if (index >= 0) bringIntoSight(index);
  }, [selected]);

  return (
    <div class="rows">
      <div class="head">
        <span class="soft">Service and operation</span>
        <Ruler view={view} range={range} onRange={onRange} />
      </div>
      <div
        ref={place}
        class="scroll"
        role="tree"
        aria-label="Spans; arrow keys go and open, plus and minus zoom, 0 shows all"
        aria-activedescendant={index >= 0 ? `row-${selected}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div class="height" style={{ height: `${rows.length * rowPx}px` }}>
          {[...rows.subarray(first, last)].map((position, offset) => (
            <SpanRow
              key={position}
              view={view}
              position={position}
              topPx={(first + offset) * rowPx}
              range={range}
              opens={hasVisibleBelow(view, position, showFolded)}
              isCollapsed={collapsed.has(position)}
              isSelected={position === selected}
              isSought={isSought.has(position)}
              onSelect={onSelect}
              onToggle={onToggle}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
