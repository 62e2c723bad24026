import { useEffect, useState } from 'preact/hooks';
import { Trouble } from '../data/trouble.tsx';
import { type Loaded, useLoaded } from '../data/use-loaded.ts';
import { useParameters } from '../data/use-parameters.ts';
import { useTitle } from '../frame/use-title.ts';
import { visibleLabel } from '../text/visible-text.ts';
import { FlameView } from './flame-view.tsx';
import { OddThings } from './odd-things.tsx';
import { PathList } from './path-list.tsx';
import { PathSummary } from './path-summary.tsx';
import { RawJson } from './raw-json.tsx';
import { TraceHeader } from './trace-header.tsx';
import { rootOf, type TraceView, traceViewFrom } from './trace-view.ts';
import { type ViewName, ViewTabs, viewNames } from './view-tabs.tsx';
import { Waterfall } from './waterfall.tsx';
import '../styles/trace.css';
import '../styles/waterfall.css';

/** One trace, in the view that its address names. */
export function TracePage({ traceId }: { readonly traceId: string }) {
  const loaded = useLoaded(`/api/traces/${encodeURIComponent(traceId)}`, traceViewFrom);
  return (
    <div class="page trace">
      <Trouble loaded={loaded} />
      {loaded.value ? <OneTrace view={loaded.value} loaded={loaded} /> : <Waiting loaded={loaded} traceId={traceId} />}
    </div>
  );
}

function Waiting({ loaded, traceId }: { readonly loaded: Loaded<unknown>; readonly traceId: string }) {
  useTitle('Trace');
  return (
    <div class="title-row">
      <h1>Trace {visibleLabel(traceId, 32)}</h1>
      {loaded.isLoading && <p class="soft">Loading…</p>}
    </div>
  );
}

interface OneTraceProps {
  readonly view: TraceView;
  readonly loaded: Loaded<TraceView>;
}

function OneTrace({ view, loaded }: OneTraceProps) {
  const root = rootOf(view);
  useTitle(visibleLabel(root.name, 60));
  const [{ view: given, span }, change] = useParameters<'view' | 'span'>(['view', 'span']);
  const name = viewNames.find(each => each === given) ?? 'waterfall';
  const show = (next: ViewName) => change({ view: next === 'waterfall' ? undefined : next });
  const [selected, select] = useSelected(view, span, spanId => change({ span: spanId }, { replace: true }));
  /** From another view to the bars, where the span has its surroundings. */
  const open = (position: number) => change({ view: undefined, span: view.trace.spans[position]?.spanId });
  return (
    <>
      <TraceHeader view={view} loaded={loaded} />
      <OddThings view={view} />
      <PathSummary view={view} />
      <ViewTabs name={name} onShow={show} />
      {name === 'waterfall' && <Waterfall view={view} selected={selected} onSelect={select} />}
      {name === 'path' && <PathList view={view} onOpen={open} />}
      {name === 'flame' && <FlameView view={view} />}
      {name === 'json' && <RawJson traceId={view.trace.traceId} />}
    </>
  );
}

/** The position of the selected span, which the address names by its id. */
function useSelected(
  view: TraceView,
  spanId: string | undefined,
  onSelect: (spanId: string | undefined) => void,
): readonly [number | undefined, (position: number | undefined) => void] {
  const find = () => {
    const position = view.trace.spans.findIndex(each => each.spanId === spanId);
    return position < 0 ? undefined : position;
  };
  const [selected, setSelected] = useState(find);
  useEffect(() => setSelected(find()), [view, spanId]);
  const select = (position: number | undefined) => {
    setSelected(position);
    onSelect(position === undefined ? undefined : view.trace.spans[position]?.spanId);
  };
  return [selected, select];
}
