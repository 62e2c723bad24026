import type { SpanKind } from '@spanshop/analysis/model';
import { ServiceName } from '../data/service-name.tsx';
import { Text } from '../text/text.tsx';
import { groupAttributes } from './attribute-groups.ts';
import { AttributeTable } from './attribute-table.tsx';
import { SpanEvents } from './span-events.tsx';
import { SpanFacts } from './span-facts.tsx';
import { SpanLinks } from './span-links.tsx';
import { titleOf } from './span-title.ts';
import { spanAt, type TraceView } from './trace-view.ts';
import '../styles/span-details.css';

interface SpanDetailsProps {
  readonly view: TraceView;
  readonly position: number;
  readonly onSelect: (position: number) => void;
  readonly onClose: () => void;
}

const kindWords: Readonly<Record<SpanKind, string>> = {
  unspecified: 'work inside the service',
  internal: 'work inside the service',
  server: 'a request that it answers',
  client: 'a call that it makes',
  producer: 'a message that it sends',
  consumer: 'a message that it works on',
};

/** All that one span says. */
export function SpanDetails({ view, position, onSelect, onClose }: SpanDetailsProps) {
  const span = spanAt(view, position);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section class="details" aria-label="The selected span" tabIndex={0}>
      <div class="title-row">
        <h2>
          <Text>{titleOf(span)}</Text>
        </h2>
        <button type="button" onClick={onClose} aria-label="Close the details">
          ✕
        </button>
      </div>
      <p class="soft">
        <ServiceName name={span.service} />, {kindWords[span.kind]}
      </p>
      {span.status === 'error' && (
        <p class="failure">
          <strong>Failed</strong>
          {span.statusMessage !== '' && (
            <>
              : <Text>{span.statusMessage}</Text>
            </>
          )}
        </p>
      )}
      <SpanFacts view={view} position={position} />
      <SpanLinks view={view} position={position} onSelect={onSelect} />
      <SpanEvents view={view} position={position} />
      {groupAttributes(span.attributes).map(({ title, entries }) => (
        <AttributeTable key={title} title={title} entries={entries} />
      ))}
      <details class="process">
        <summary>The process, and what made the span</summary>
        <AttributeTable title="Process" entries={Object.entries(span.resource.attributes)} />
        <AttributeTable
          title="Identity"
          entries={[
            ['span id', span.spanId],
            ['parent id', span.parentId ?? 'none'],
            ['made by', `${span.scope.name} ${span.scope.version}`],
            ['trace flags', span.traceFlags],
          ]}
        />
      </details>
    </section>
  );
}
