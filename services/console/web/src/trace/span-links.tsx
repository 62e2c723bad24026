import { Link } from 'wouter-preact';
import type { Linking } from '../../../src/contract.ts';
import { ServiceName } from '../data/service-name.tsx';
import { useLoaded } from '../data/use-loaded.ts';
import { Text } from '../text/text.tsx';
import { Time } from '../text/time.tsx';
import { titleOf } from './span-title.ts';
import { spanAt, type TraceView, unixMsAt } from './trace-view.ts';

interface SpanLinksProps {
  readonly view: TraceView;
  readonly position: number;
  readonly onSelect: (position: number) => void;
}

const asLinking = (answer: unknown) => answer as Linking;
/** Of each kind, as many as one looks through. */
const mostShown = 50;
const none: Linking = { spans: [] };

/** How long after a trace somebody else may still link to it: a batch leaves every few seconds, recovery takes its time. */
const laterMs = 60_000;
const earlierMs = 5_000;

/** What has to do with the span without being its parent or child, both ways: whom it links to, and who links to it. */
export function SpanLinks({ view, position, onSelect }: SpanLinksProps) {
  const span = spanAt(view, position);
  const { traceId, spans } = view.trace;
  const window = new URLSearchParams({
    from: String(Math.floor(unixMsAt(view, view.fromNano)) - earlierMs),
    to: String(Math.ceil(unixMsAt(view, view.toNano)) + laterMs),
  });
  const { spans: linking, untilUnixMs } =
    useLoaded(`/api/traces/${traceId}/linking?${window}`, asLinking).value ?? none;
  const inside = spans.flatMap((other, at) =>
    other.links.some(link => link.spanId === span.spanId && link.traceId === traceId) ? [at] : [],
  );
  const fromOthers = linking.filter(({ toSpanId }) => toSpanId === span.spanId);
  const more = [span.links, inside, fromOthers].reduce((sum, { length }) => sum + Math.max(length - mostShown, 0), 0);
  if (span.links.length + inside.length + fromOthers.length === 0 && untilUnixMs === undefined) return null;
  return (
    <>
      <h3>Linked</h3>
      <ul class="links">
        {span.links.slice(0, mostShown).map(link => {
          const here = link.traceId === traceId ? spans.findIndex(({ spanId }) => spanId === link.spanId) : -1;
          return (
            <li key={`${link.traceId} ${link.spanId}`}>
              to{' '}
              {here >= 0 ? (
                <SpanButton view={view} position={here} onSelect={onSelect} />
              ) : (
                <Link href={`/traces/${link.traceId}?span=${link.spanId}`}>
                  a span of trace {link.traceId.slice(0, 8)}…
                </Link>
              )}
            </li>
          );
        })}
        {inside.slice(0, mostShown).map(at => (
          <li key={at}>
            from <SpanButton view={view} position={at} onSelect={onSelect} />
          </li>
        ))}
        {fromOthers.slice(0, mostShown).map(other => (
          <li key={`${other.traceId} ${other.spanId}`}>
            from{' '}
            <Link href={`/traces/${other.traceId}?span=${other.spanId}`}>
              <ServiceName name={other.service} /> <Text>{other.operation}</Text>
            </Link>
            , <Time unixMs={other.startUnixMs} />
          </li>
        ))}
        {more > 0 && <li class="soft">and {more} more</li>}
      </ul>
      {untilUnixMs !== undefined && (
        <p class="soft">
          There are many traces: who links here was looked for in those until <Time unixMs={untilUnixMs} />.
        </p>
      )}
    </>
  );
}

function SpanButton({ view, position, onSelect }: SpanLinksProps) {
  const span = spanAt(view, position);
  return (
    <button type="button" class="more" onClick={() => onSelect(position)}>
      <ServiceName name={span.service} /> <Text>{titleOf(span)}</Text>
    </button>
  );
}
