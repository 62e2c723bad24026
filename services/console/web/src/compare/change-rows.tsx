import { useMemo, useRef } from 'preact/hooks';
import type { TraceView } from '../trace/trace-view.ts';
import { useWindow } from '../trace/use-window.ts';
import { ChangeRow } from './change-row.tsx';
import { changesBetween } from './changes.ts';

interface ChangeRowsProps {
  readonly before: TraceView;
  readonly after: TraceView;
}

/** The spans of both, as a tree; those in sight are drawn. */
export function ChangeRows({ before, after }: ChangeRowsProps) {
  const changes = useMemo(() => changesBetween(before, after), [before, after]);
  const mostMs = useMemo(
    () => changes.reduce((most, { changeMs }) => Math.max(most, Math.abs(changeMs)), 0),
    [changes],
  );
  const place = useRef<HTMLDivElement>(null);
  const { first, last, rowPx } = useWindow(place, changes.length);
  return (
    <div class="rows changes">
      <div class="head soft" aria-hidden="true">
        <span>Service and operation</span>
        <span class="numbers">
          <span>before</span>
          <span>after</span>
          <span>change</span>
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
      <section ref={place} class="scroll" aria-label="Spans of both traces" tabIndex={0}>
        <ul class="height" style={{ height: `${changes.length * rowPx}px` }}>
          {changes.slice(first, last).map((change, offset) => (
            <ChangeRow
              key={`${change.before} ${change.after}`}
              change={change}
              topPx={(first + offset) * rowPx}
              mostMs={mostMs}
              beforeId={before.trace.traceId}
              afterId={after.trace.traceId}
            />
          ))}
        </ul>
      </section>
    </div>
  );
}
