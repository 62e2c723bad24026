import { useWidth } from '../data/use-width.ts';
import { inWords } from '../text/durations.ts';
import { between, marksOf, requestRange, shareAt, type TimeRange, wholeRange } from './time-range.ts';
import type { TraceView } from './trace-view.ts';
import { useDrag } from './use-drag.ts';

interface RulerProps {
  readonly view: TraceView;
  readonly range: TimeRange;
  readonly onRange: (range: TimeRange) => void;
}

const pxPerMark = 90;

/** Times after the request's start. Dragging along it looks closer. */
export function Ruler({ view, range, onRange }: RulerProps) {
  const [place, widthPx] = useWidth<HTMLDivElement>();
  const originNano = requestRange(view).fromNano;
  const { stretch, handlers } = useDrag((from, to) => onRange(between(range, wholeRange(view), from, to)));
  return (
    <div class="ruler" ref={place} title="Drag to look closer" {...handlers}>
      {marksOf(range, originNano, widthPx / pxPerMark).map(mark => (
        <span key={mark} style={{ left: `${shareAt(range, mark) * 100}%` }}>
          {inWords((mark - originNano) / 1e6)}
        </span>
      ))}
      {stretch && (
        <i
          class="stretch"
          style={{ left: `${Math.min(...stretch) * 100}%`, width: `${Math.abs(stretch[1] - stretch[0]) * 100}%` }}
        />
      )}
    </div>
  );
}
