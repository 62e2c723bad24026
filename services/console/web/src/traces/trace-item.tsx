import { memo } from 'preact/compat';
import { Link } from 'wouter-preact';
import type { TraceSummary } from '../../../src/contract.ts';
import { colourOf } from '../data/service-colours.ts';
import { ServiceName } from '../data/service-name.tsx';
import { inWords } from '../text/durations.ts';
import { Text } from '../text/text.tsx';
import { Time } from '../text/time.tsx';
import { visibleLabel } from '../text/visible-text.ts';

interface TraceItemProps {
  readonly trace: TraceSummary;
  readonly longestMs: number;
  readonly isPointedAt: boolean;
  readonly isChosen: boolean;
  readonly onPoint: (traceId: string | undefined) => void;
  readonly onChoose: (traceId: string) => void;
}

/** One trace of the list, which is drawn again only when something of it changes. */
export const TraceItem = memo(function TraceItem(props: TraceItemProps) {
  const { trace, longestMs, isPointedAt, isChosen, onPoint, onChoose } = props;
  const { traceId, service, operation, startUnixMs, durationMs, spanCount, errorCount, isFailed, storefront } = trace;
  return (
    <li
      class={isPointedAt ? 'pointed' : undefined}
      onPointerEnter={() => onPoint(traceId)}
      onPointerLeave={() => onPoint(undefined)}
    >
      <input
        type="checkbox"
        checked={isChosen}
        onChange={() => onChoose(traceId)}
        aria-label={`Compare ${visibleLabel(operation)} of ${traceId.slice(0, 8)}`}
      />
      <Link href={`/traces/${traceId}`} class="what">
        <ServiceName name={service} />{' '}
        <strong>
          <Text>{operation}</Text>
        </strong>
        {isFailed && <span class="badge bad">failed</span>}
        {!isFailed && errorCount > 0 && (
          <span class="badge warn">{errorCount === 1 ? 'an error' : `${errorCount} errors`} inside</span>
        )}
      </Link>
      <span class="took">
        <i
          style={{ width: `${(durationMs / Math.max(longestMs, 1e-6)) * 100}%`, backgroundColor: colourOf(service) }}
        />
        <b>{inWords(durationMs)}</b>
      </span>
      <span class="parts soft">
        {Object.keys(trace.services).map(name => (
          <i key={name} class="swatch" style={{ backgroundColor: colourOf(name) }} title={visibleLabel(name)} />
        ))}{' '}
        {spanCount === 1 ? 'one span' : `${spanCount} spans`}
        {storefront !== '' && (
          <>
            {' '}
            · <Text>{storefront}</Text>
          </>
        )}
      </span>
      <span class="when soft">
        <Time unixMs={startUnixMs} />
      </span>
    </li>
  );
});
