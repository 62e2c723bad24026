import { inWords } from '../text/durations.ts';
import { Text } from '../text/text.tsx';
import { AttributeTable } from './attribute-table.tsx';
import { spanAt, type TraceView } from './trace-view.ts';

/** As many as one reads; the raw trace has them all. */
const mostShown = 100;

/** What happened at a moment while the span lasted. */
export function SpanEvents({ view, position }: { readonly view: TraceView; readonly position: number }) {
  const { events, startNano } = spanAt(view, position);
  if (events.length === 0) return null;
  return (
    <>
      <h3>Events</h3>
      <ol class="events">
        {events.slice(0, mostShown).map(({ name, timeNano, attributes }, index) => (
          <li key={index}>
            <span class="number soft">+{inWords((timeNano - startNano) / 1e6)}</span> <Text>{name}</Text>
            {Object.keys(attributes).length > 0 && (
              <details>
                <summary>attributes</summary>
                <AttributeTable title="Of the event" entries={Object.entries(attributes)} />
              </details>
            )}
          </li>
        ))}
        {events.length > mostShown && <li class="soft">and {events.length - mostShown} more</li>}
      </ol>
    </>
  );
}
