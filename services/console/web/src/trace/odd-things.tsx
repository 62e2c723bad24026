import { inWords } from '../text/durations.ts';
import { visibleLabel } from '../text/visible-text.ts';
import type { TraceView } from './trace-view.ts';

const mostShown = 12;

/** What keeps the trace from being whole, or was put right before it was drawn. Nothing where nothing is odd. */
export function OddThings({ view: { oddities, corrections } }: { readonly view: TraceView }) {
  const sentences = [
    ...corrections.map(
      ({ service, byNano }) =>
        `The clock of ${service} was put ${byNano > 0 ? 'forward' : 'back'} by ${inWords(Math.abs(byNano) / 1e6)}, since its calls showed what cannot be.`,
    ),
    ...oddities,
  ];
  if (sentences.length === 0) return null;
  return (
    <details class="odd">
      <summary>
        {sentences.length === 1
          ? 'One thing is odd about this trace'
          : `${sentences.length} things are odd about this trace`}
      </summary>
      <ul>
        {sentences.slice(0, mostShown).map(sentence => (
          <li key={sentence}>
            <bdi>{visibleLabel(sentence, 300)}</bdi>
          </li>
        ))}
        {sentences.length > mostShown && <li>and {sentences.length - mostShown} more</li>}
      </ul>
    </details>
  );
}
