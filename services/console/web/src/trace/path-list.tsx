import { useMemo } from 'preact/hooks';
import { ServiceName } from '../data/service-name.tsx';
import { inPercent, inWords } from '../text/durations.ts';
import { Text } from '../text/text.tsx';
import { causes, pathParts } from './path-parts.ts';
import type { TraceView } from './trace-view.ts';

interface PathListProps {
  readonly view: TraceView;
  readonly onOpen: (position: number) => void;
}

/** The critical path, its largest parts first: to make the request faster, begin at the top. */
export function PathList({ view, onOpen }: PathListProps) {
  const parts = useMemo(() => pathParts(view), [view]);
  if (parts.length === 0) return <p class="empty">This request took no time that could be told apart.</p>;
  return (
    <section class="path-list">
      <p class="soft">
        At each moment the request waited for one thing. These are all of them, and together they last as long as the
        request. What ran beside them, or after the answer, could take longer without anybody noticing.
      </p>
      <ol>
        {parts.map(({ service, operation, cause, totalMs, share, positions }) => (
          <li key={`${service} ${operation} ${cause}`}>
            <button type="button" onClick={() => onOpen(positions[0] as number)}>
              <span class="what">
                <ServiceName name={service} />{' '}
                <strong>
                  <Text>{operation}</Text>
                </strong>
                {positions.length > 1 && <span class="soft"> {positions.length} times</span>}
              </span>
              <span class="cause soft">
                <i class={`swatch cause-${cause}`} /> {causes[cause].name}
              </span>
              <span class="took">
                <i class={`cause-${cause}`} style={{ width: `${share * 100}%` }} />
                <b>
                  {inWords(totalMs)} · {inPercent(share)}
                </b>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
