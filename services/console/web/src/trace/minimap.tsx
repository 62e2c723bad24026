import { useMemo } from 'preact/hooks';
import { colourOf } from '../data/service-colours.ts';
import { between, shareAt, type TimeRange, wholeRange } from './time-range.ts';
import type { TraceView } from './trace-view.ts';
import { spanAt } from './trace-view.ts';
import { useDrag } from './use-drag.ts';

interface MinimapProps {
  readonly view: TraceView;
  readonly range: TimeRange;
  readonly onRange: (range: TimeRange) => void;
}

const width = 1_000;
const height = 100;

/** The whole trace in small, with the stretch that is looked at. Drawing another one zooms to it. */
export function Minimap({ view, range, onRange }: MinimapProps) {
  const whole = wholeRange(view);
  const lines = useMemo(() => linesByService(view), [view]);
  const { stretch, handlers } = useDrag((from, to) => onRange(between(whole, whole, from, to)));
  const [from, to] = stretch
    ? [Math.min(...stretch), Math.max(...stretch)]
    : [shareAt(whole, range.fromNano), shareAt(whole, range.toNano)];
  return (
    <svg
      class="minimap"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label="The whole trace in small; drag over it to look closer"
      {...handlers}
    >
      {lines.map(({ service, path }) => (
        <path key={service} d={path} style={{ stroke: colourOf(service) }} />
      ))}
      <rect class="outside" x={0} y={0} width={Math.max(from, 0) * width} height={height} />
      <rect class="outside" x={to * width} y={0} width={Math.max(1 - to, 0) * width} height={height} />
      <rect class="inside" x={from * width} y={0} width={Math.max((to - from) * width, 1)} height={height} />
    </svg>
  );
}

/** One path for all spans of a service: ten thousand elements would be drawn ten thousand times. */
function linesByService(view: TraceView): readonly { readonly service: string; readonly path: string }[] {
  const whole = wholeRange(view);
  const paths = new Map<string, string[]>();
  view.order.forEach((position, index) => {
    const { service, startNano, endNano } = spanAt(view, position);
    const y = ((index + 0.5) / view.order.length) * height;
    const x = shareAt(whole, startNano) * width;
    const length = Math.max(shareAt(whole, endNano) * width - x, 1);
    const path = paths.get(service) ?? [];
    paths.set(service, path);
    path.push(`M${x.toFixed(1)},${y.toFixed(1)}h${length.toFixed(1)}`);
  });
  return [...paths].map(([service, path]) => ({ service, path: path.join('') }));
}
