import { inWords } from '../text/durations.ts';
import { eventMarks, pathMarks } from './bar-marks.ts';
import { shareAt, type TimeRange } from './time-range.ts';
import { spanAt, type TraceView } from './trace-view.ts';

interface SpanBarProps {
  readonly view: TraceView;
  readonly position: number;
  readonly range: TimeRange;
}

/** A span on the stretch of time that is looked at; what the request waited for is marked along its lower edge. */
export function SpanBar({ view, position, range }: SpanBarProps) {
  const span = spanAt(view, position);
  const [from, to] = [shareAt(range, span.startNano), shareAt(range, Math.max(span.endNano, span.startNano))];
  const took = inWords((span.endNano - span.startNano) / 1e6);
  if (from > 1 || to < 0) {
    const isLater = from > 1;
    const away = isLater ? span.startNano - range.toNano : range.fromNano - span.endNano;
    return (
      <div class="track away soft">
        <span class={isLater ? 'later' : 'earlier'}>
          {took}, {inWords(away / 1e6)} {isLater ? 'later →' : 'earlier'}
        </span>
      </div>
    );
  }
  const [left, right] = [Math.max(from, 0), Math.min(to, 1)];
  return (
    <div class="track">
      <i class={span.status === 'error' ? 'bar failed' : 'bar'} style={placeOf(left, right)} />
      {pathMarks(view.pathAt.get(position) ?? [], range).map(mark => (
        <i key={mark.left} class={`on-path cause-${mark.cause}`} style={placeOf(mark.left, mark.right)} />
      ))}
      {eventMarks(span.events, range).map(at => (
        <i key={at} class="event" style={{ left: `${at * 100}%` }} />
      ))}
      <span class="took number" style={labelPlace(left, right)}>
        {took}
      </span>
    </div>
  );
}

function placeOf(left: number, right: number): { left: string; width: string } {
  return { left: `${left * 100}%`, width: `${Math.max(right - left, 0) * 100}%` };
}

/** Beside the bar where there is room for it, first on its right; inside at its end where it fills the row. */
function labelPlace(left: number, right: number): Record<string, string> {
  if (right < 0.86) return { left: `calc(${right * 100}% + 0.3rem)` };
  if (left > 0.14) return { right: `calc(${(1 - left) * 100}% + 0.3rem)` };
  return { right: `calc(${(1 - right) * 100}% + 0.3rem)` };
}
