import { useMemo } from 'preact/hooks';
import { inPercent, inWords } from '../text/durations.ts';
import { causeShares, causes } from './path-parts.ts';
import type { TraceView } from './trace-view.ts';

/** The request's time by what it was spent on: one bar, and its legend. */
export function PathSummary({ view }: { readonly view: TraceView }) {
  const shares = useMemo(() => causeShares(view), [view]);
  if (shares.length === 0) return null;
  return (
    <section class="path-summary" aria-label="What the request waited for">
      <div class="stack" aria-hidden="true">
        {shares.map(({ cause, share }) => (
          <i key={cause} class={`cause-${cause}`} style={{ width: `${share * 100}%` }} />
        ))}
      </div>
      <ul>
        {shares.map(({ cause, totalMs, share }) => (
          <li key={cause} title={causes[cause].meaning}>
            <i class={`swatch cause-${cause}`} /> {causes[cause].name} <b class="number">{inPercent(share)}</b>{' '}
            <span class="soft number">{inWords(totalMs)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
