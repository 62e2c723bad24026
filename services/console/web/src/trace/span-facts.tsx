import { selfNano } from '@spanshop/analysis/aggregates';
import { inPercent, inWords } from '../text/durations.ts';
import { Time } from '../text/time.tsx';
import { rootOf, spanAt, type TraceView, unixMsAt } from './trace-view.ts';

/** When, how long, how much of that itself, and how much of it the request waited for. */
export function SpanFacts({ view, position }: { readonly view: TraceView; readonly position: number }) {
  const span = spanAt(view, position);
  const root = rootOf(view);
  const afterNano = span.startNano - root.startNano;
  const onPathNano = (view.pathAt.get(position) ?? []).reduce(
    (sum, { startNano, endNano }) => sum + endNano - startNano,
    0,
  );
  const share = onPathNano / Math.max(root.endNano - root.startNano, 1);
  return (
    <dl class="span-facts">
      <dt>took</dt>
      <dd class="number">{inWords((span.endNano - span.startNano) / 1e6)}</dd>
      <dt>itself</dt>
      <dd class="number">{inWords(selfNano(view.trace, position) / 1e6)}</dd>
      <dt>began</dt>
      <dd>
        <span class="number">{inWords(Math.abs(afterNano) / 1e6)}</span> {afterNano < 0 ? 'before' : 'into'} the
        request, at <Time unixMs={unixMsAt(view, span.startNano)} />
      </dd>
      <dt>waited for</dt>
      <dd>{waitedFor(onPathNano, share, view.isAfterwards[position] === true, view.below[position] !== 0)}</dd>
    </dl>
  );
}

function waitedFor(onPathNano: number, share: number, isAfterwards: boolean, hasBelow: boolean): string {
  if (isAfterwards) return 'by nobody: it happens after the answer, or beside it';
  if (onPathNano === 0)
    return hasBelow ? 'only what is below it, if anything' : 'no: something else took longer meanwhile';
  return `${inWords(onPathNano / 1e6)}, ${inPercent(share)} of the request${hasBelow ? ', without what is below it' : ''}`;
}
