import { Link } from 'wouter-preact';
import { ServiceName } from '../data/service-name.tsx';
import type { Loaded } from '../data/use-loaded.ts';
import { usePlaces } from '../data/use-places.ts';
import { inWords } from '../text/durations.ts';
import { Text } from '../text/text.tsx';
import { Time } from '../text/time.tsx';
import { Baggage } from './baggage.tsx';
import { titleOf } from './span-title.ts';
import { rootOf, type TraceView, unixMsAt } from './trace-view.ts';

interface TraceHeaderProps {
  readonly view: TraceView;
  readonly loaded: Loaded<TraceView>;
}

/** What the trace is of, how it went, and where else it can be looked at. */
export function TraceHeader({ view, loaded: { reload, isLoading } }: TraceHeaderProps) {
  const { jaegerUrl, zipkinUrl } = usePlaces();
  const root = rootOf(view);
  const { traceId, spans } = view.trace;
  const services = new Set(spans.map(({ service }) => service)).size;
  const errors = spans.filter(({ status }) => status === 'error').length;
  return (
    <header class="trace-header">
      <div class="title-row">
        <h1>
          <ServiceName name={root.service} /> <Text>{titleOf(root)}</Text>
        </h1>
        <span class="total number">{inWords((root.endNano - root.startNano) / 1e6)}</span>
        {root.status === 'error' && <span class="badge bad">failed</span>}
        <div class="actions">
          <Link class="button" href={`/compare?a=${traceId}`}>
            Compare
          </Link>
          <button type="button" onClick={reload} disabled={isLoading}>
            Reload
          </button>
        </div>
      </div>
      <p class="facts soft">
        <span>
          began <Time unixMs={unixMsAt(view, root.startNano)} />
        </span>
        <span>{spans.length === 1 ? 'one span' : `${spans.length} spans`}</span>
        <span>{services === 1 ? 'one service' : `${services} services`}</span>
        {errors > 0 && (
          <span class="badge warn">{errors === 1 ? 'one span with an error' : `${errors} spans with errors`}</span>
        )}
        <code class="id">{traceId}</code>
        {jaegerUrl && <a href={`${jaegerUrl}/trace/${traceId}`}>in Jaeger</a>}
        {zipkinUrl && <a href={`${zipkinUrl}/traces/${traceId}`}>in Zipkin</a>}
        <Baggage view={view} />
      </p>
    </header>
  );
}
