import { useMemo } from 'preact/hooks';
import { inWords } from '../text/durations.ts';
import { lengthOf, outlastsRequest, requestRange, type TimeRange, wholeRange } from './time-range.ts';
import type { TraceView } from './trace-view.ts';

interface WaterfallToolsProps {
  readonly view: TraceView;
  readonly range: TimeRange;
  readonly onRange: (range: TimeRange) => void;
  readonly showFolded: boolean;
  readonly onShowFolded: (shown: boolean) => void;
  readonly onCollapse: (collapsed: ReadonlySet<number>) => void;
}

/** What is to be seen of the spans. */
export function WaterfallTools({ view, range, onRange, showFolded, onShowFolded, onCollapse }: WaterfallToolsProps) {
  const folded = useMemo(() => view.isFoldable.filter(Boolean).length, [view]);
  const request = requestRange(view);
  const whole = wholeRange(view);
  const services = () => {
    // A service's first span in a row of its own stays; what it does inside is hidden.
    const { spans, tree } = view.trace;
    const isDetail = (position: number) => spans[position]?.kind === 'server' || spans[position]?.kind === 'consumer';
    return new Set([...view.order].filter(position => isDetail(position) && tree.parents[position] !== -1));
  };
  return (
    <div class="tools">
      {outlastsRequest(view) && (
        <span class="segments">
          <button type="button" aria-pressed={isSame(range, request)} onClick={() => onRange(request)}>
            The request · {inWords(lengthOf(request) / 1e6)}
          </button>
          <button type="button" aria-pressed={isSame(range, whole)} onClick={() => onRange(whole)}>
            With what came after · {inWords(lengthOf(whole) / 1e6)}
          </button>
        </span>
      )}
      {!outlastsRequest(view) && !isSame(range, whole) && (
        <button type="button" onClick={() => onRange(whole)}>
          Whole time
        </button>
      )}
      <button type="button" onClick={() => onCollapse(services())}>
        Outline
      </button>
      <button type="button" onClick={() => onCollapse(new Set())}>
        Expand all
      </button>
      {folded > 0 && (
        <label class="check">
          <input type="checkbox" checked={showFolded} onChange={event => onShowFolded(event.currentTarget.checked)} />
          {folded === 1 ? 'with one short connect' : `with ${folded} short connects`}
        </label>
      )}
    </div>
  );
}

function isSame(a: TimeRange, b: TimeRange): boolean {
  return Math.abs(a.fromNano - b.fromNano) < 1_000 && Math.abs(a.toNano - b.toNano) < 1_000;
}
