import { useCallback, useMemo, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import type { TraceSummary } from '../../../src/contract.ts';
import { Trouble } from '../data/trouble.tsx';
import { useLoaded } from '../data/use-loaded.ts';
import { useParameters } from '../data/use-parameters.ts';
import { useTitle } from '../frame/use-title.ts';
import { Time } from '../text/time.tsx';
import { inOrder, type Order } from './in-order.ts';
import { NoTraces } from './no-traces.tsx';
import { QuickFilters } from './quick-filters.tsx';
import { ScatterPlot } from './scatter-plot.tsx';
import { searchAddress, searchNames } from './search.ts';
import { SearchForm } from './search-form.tsx';
import { TraceList } from './trace-list.tsx';
import '../styles/traces.css';

const asSummaries = (answer: unknown) => answer as readonly TraceSummary[];
const none: readonly TraceSummary[] = [];

/** Search for traces: a plot of when and how long, and a list. */
export function TracesPage() {
  useTitle('Traces');
  const [search, changeSearch] = useParameters(searchNames);
  const [{ order = 'newest' }, changeOrder] = useParameters<'order'>(['order']);
  const loaded = useLoaded(searchAddress(search), asSummaries, { keepsOthers: true });
  const traces = loaded.value ?? none;
  const shown = useMemo(() => inOrder(traces, order as Order), [traces, order]);
  const [pointedAt, setPointedAt] = useState<string>();
  const [chosen, choose] = useChosen();

  return (
    <div class="page">
      <div class="title-row">
        <h1>Traces</h1>
        <p class="soft" aria-live="polite">
          {loaded.value === undefined && loaded.isLoading && 'Searching…'}
          {loaded.loadedUnixMs !== undefined && (
            <>
              {traces.length === 1 ? 'one found' : `${traces.length} found`}, as of{' '}
              <Time unixMs={loaded.loadedUnixMs} />
            </>
          )}
        </p>
        <button type="button" onClick={loaded.reload} disabled={loaded.isLoading}>
          Search again
        </button>
      </div>
      <SearchForm key={JSON.stringify(search)} search={search} onSearch={changeSearch} />
      <QuickFilters
        traces={traces}
        search={search}
        order={order as Order}
        onSearch={changeSearch}
        onOrder={next => changeOrder({ order: next === 'newest' ? undefined : next }, { replace: true })}
      />
      <Trouble loaded={loaded} />
      {loaded.value !== undefined && traces.length === 0 && <NoTraces search={search} onSearch={changeSearch} />}
      {traces.length > 0 && (
        <>
          <ScatterPlot traces={traces} pointedAt={pointedAt} onPoint={setPointedAt} />
          <TraceList traces={shown} pointedAt={pointedAt} onPoint={setPointedAt} chosen={chosen} onChoose={choose} />
        </>
      )}
      {chosen.length > 0 && (
        <div class="chosen" role="status">
          {chosen.length === 1 && 'Choose one more trace to compare it with.'}
          {chosen.length === 2 && (
            <Link class="button primary" href={`/compare?a=${chosen[0]}&b=${chosen[1]}`}>
              Compare these two
            </Link>
          )}
          <button type="button" onClick={() => choose()}>
            None
          </button>
        </div>
      )}
    </div>
  );
}

/** Two at most: a third takes the place of the first. Without an id, none. */
function useChosen(): readonly [readonly string[], (traceId?: string) => void] {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const choose = useCallback((traceId?: string) => {
    setChosen(before => {
      if (traceId === undefined) return [];
      return before.includes(traceId) ? before.filter(each => each !== traceId) : [...before, traceId].slice(-2);
    });
  }, []);
  return [chosen, choose];
}
