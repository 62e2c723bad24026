import { useMemo, useState } from 'preact/hooks';
import { useParameters } from '../data/use-parameters.ts';
import { FindSpans } from './find-spans.tsx';
import { matchingSpans } from './matching-spans.ts';
import { Minimap } from './minimap.tsx';
import { SpanDetails } from './span-details.tsx';
import { SpanRows } from './span-rows.tsx';
import { outlastsRequest, requestRange, type TimeRange, wholeRange } from './time-range.ts';
import type { TraceView } from './trace-view.ts';
import { useCollapsed } from './use-collapsed.ts';
import { visibleRows } from './visible-rows.ts';
import { WaterfallTools } from './waterfall-tools.tsx';
import '../styles/waterfall-tools.css';

interface WaterfallProps {
  readonly view: TraceView;
  readonly selected: number | undefined;
  readonly onSelect: (position: number | undefined) => void;
}

/** The spans as bars on a common time, children below their parents, with what the request waited for marked on them. */
export function Waterfall({ view, selected, onSelect }: WaterfallProps) {
  const [range, setRange] = useRange(view);
  const { collapsed, setCollapsed, toggle } = useCollapsed(view, selected);
  const [{ folded }, change] = useParameters<'folded'>(['folded']);
  const showFolded = folded === 'shown' || (selected !== undefined && view.isFoldable[selected] === true);
  const rows = useMemo(() => visibleRows(view, { collapsed, showFolded }), [view, collapsed, showFolded]);
  const [sought, setSought] = useState('');
  const matches = useMemo(() => matchingSpans(view, sought), [view, sought]);

  return (
    <div class={selected === undefined ? 'waterfall' : 'waterfall with-details'}>
      <div class="bars">
        <WaterfallTools
          view={view}
          range={range}
          onRange={setRange}
          showFolded={showFolded}
          onShowFolded={shown => change({ folded: shown ? 'shown' : undefined }, { replace: true })}
          onCollapse={setCollapsed}
        />
        <FindSpans sought={sought} onSeek={setSought} matches={matches} selected={selected} onSelect={onSelect} />
        <Minimap view={view} range={range} onRange={setRange} />
        <SpanRows
          view={view}
          rows={rows}
          range={range}
          onRange={setRange}
          collapsed={collapsed}
          onToggle={toggle}
          showFolded={showFolded}
          matches={matches}
          selected={selected}
          onSelect={onSelect}
        />
      </div>
      {selected !== undefined && (
        <SpanDetails view={view} position={selected} onSelect={onSelect} onClose={() => onSelect(undefined)} />
      )}
    </div>
  );
}

/** The stretch of time that is looked at, as the address says it: two times in microseconds after the request's start. */
function useRange(view: TraceView): readonly [TimeRange, (range: TimeRange) => void] {
  const [{ zoom }, change] = useParameters<'zoom'>(['zoom']);
  const originNano = requestRange(view).fromNano;
  const range = useMemo(() => {
    const [, from, to] = /^(-?\d+)_(-?\d+)$/.exec(zoom ?? '') ?? [];
    const usual = outlastsRequest(view) ? requestRange(view) : wholeRange(view);
    if (from === undefined || to === undefined || Number(to) <= Number(from))
      return zoom === 'all' ? wholeRange(view) : usual;
    return { fromNano: originNano + Number(from) * 1_000, toNano: originNano + Number(to) * 1_000 };
  }, [view, zoom, originNano]);
  const setRange = ({ fromNano, toNano }: TimeRange) => {
    const usual = outlastsRequest(view) ? requestRange(view) : wholeRange(view);
    const isUsual = fromNano === usual.fromNano && toNano === usual.toNano;
    const inMicro = (nano: number) => Math.round((nano - originNano) / 1_000);
    change({ zoom: isUsual ? undefined : `${inMicro(fromNano)}_${inMicro(toNano)}` }, { replace: true });
  };
  return [range, setRange];
}
