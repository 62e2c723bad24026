import { useMemo } from 'preact/hooks';
import { ServiceName } from '../data/service-name.tsx';
import { asChange, inWords } from '../text/durations.ts';
import { Text } from '../text/text.tsx';
import { titleOf } from '../trace/span-title.ts';
import { rootOf, type TraceView } from '../trace/trace-view.ts';
import { type Change, changesBetween, largestChanges } from './changes.ts';

interface ConclusionProps {
  readonly before: TraceView;
  readonly after: TraceView;
}

const mostTold = 5;

/** How the two differ in all, and what makes the most of it. */
export function Conclusion({ before, after }: ConclusionProps) {
  const changes = useMemo(() => changesBetween(before, after), [before, after]);
  const told = useMemo(() => largestChanges(changes, mostTold), [changes]);
  const [beforeMs, afterMs] = [before, after].map(view => tookMs(view)) as [number, number];
  const [added, gone] = (['new', 'gone'] as const).map(what => changes.filter(change => change.what === what).length);
  return (
    <section class="conclusion">
      <p>
        {afterMs >= beforeMs ? 'The request takes' : 'The request is faster: it takes'}{' '}
        <strong class="number">{inWords(afterMs)}</strong> after, <strong class="number">{inWords(beforeMs)}</strong>{' '}
        before ({asChange(afterMs - beforeMs)}). {sentenceOf(added ?? 0, gone ?? 0)}
      </p>
      {told.length > 0 && (
        <ul>
          {told.map(change => (
            <li key={`${change.before} ${change.after}`}>
              <ServiceName name={change.span.service} /> <Text>{titleOf(change.span)}</Text>: {wordsFor(change)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function tookMs(view: TraceView): number {
  const { startNano, endNano } = rootOf(view);
  return (endNano - startNano) / 1e6;
}

function sentenceOf(added: number, gone: number): string {
  if (added + gone === 0) return 'Both do the same.';
  const spans = (count: number) => (count === 1 ? 'one span' : `${count} spans`);
  if (gone === 0) return `It does more: ${spans(added)} new.`;
  if (added === 0) return `It does less: ${spans(gone)} gone.`;
  return `It does other things: ${spans(added)} new, ${spans(gone)} gone.`;
}

function wordsFor({ what, ownChangeMs }: Change): string {
  if (what === 'new') return `new, ${inWords(ownChangeMs)} itself`;
  if (what === 'gone') return `gone, ${inWords(-ownChangeMs)} less`;
  return `${asChange(ownChangeMs)} itself`;
}
