import { operationOf } from '@spanshop/analysis/model';
import { Link } from 'wouter-preact';
import type { TraceSummary } from '../../../src/contract.ts';
import { ServiceName } from '../data/service-name.tsx';
import { useLoaded } from '../data/use-loaded.ts';
import { inWords } from '../text/durations.ts';
import { Text } from '../text/text.tsx';
import { Time } from '../text/time.tsx';
import { timeOfDay } from '../text/times.ts';
import { rootOf, type TraceView, unixMsAt } from '../trace/trace-view.ts';

interface ChooseTraceProps {
  readonly name: string;
  readonly traceId: string | undefined;
  readonly view: TraceView | undefined;
  /** The trace that it will be compared with, whose like is offered. */
  readonly like: TraceView | undefined;
  readonly onChoose: (traceId: string | undefined) => void;
}

const mostOffered = '50';
const asSummaries = (answer: unknown) => answer as readonly TraceSummary[];

/** One of the two: what was chosen, or a choice of others that begin alike. */
export function ChooseTrace({ name, traceId, view, like, onChoose }: ChooseTraceProps) {
  if (view) return <Chosen view={view} onChoose={onChoose} />;
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        onChoose(String(new FormData(event.currentTarget).get('traceId') ?? '').trim());
      }}
    >
      {like && <Offered like={like} onChoose={onChoose} />}
      <label>
        Trace id
        <input
          name="traceId"
          defaultValue={traceId ?? ''}
          required
          pattern="\s*[0-9a-fA-F]{1,32}\s*"
          title="up to 32 digits, 0 to 9 and a to f"
          autocomplete="off"
          spellcheck={false}
        />
      </label>
      <button type="submit" aria-label={`Take it as the trace ${name}`}>
        Take it
      </button>
      {!like && (
        <p class="soft">
          Or choose two in <Link href="/traces">the list of traces</Link>.
        </p>
      )}
    </form>
  );
}

function Chosen({ view, onChoose }: Pick<ChooseTraceProps, 'onChoose'> & { readonly view: TraceView }) {
  const root = rootOf(view);
  const { traceId, spans } = view.trace;
  return (
    <p>
      <Link href={`/traces/${traceId}`}>
        <ServiceName name={root.service} /> <Text>{operationOf(root)}</Text>
      </Link>{' '}
      <strong class="number">{inWords((root.endNano - root.startNano) / 1e6)}</strong>{' '}
      <span class="soft">
        {spans.length} spans, <Time unixMs={unixMsAt(view, root.startNano)} />
      </span>{' '}
      <button type="button" class="more" onClick={() => onChoose(undefined)}>
        another one
      </button>
    </p>
  );
}

function Offered({ like, onChoose }: Pick<ChooseTraceProps, 'onChoose'> & { readonly like: TraceView }) {
  const root = rootOf(like);
  const alike = new URLSearchParams({ service: root.service, operation: root.name, limit: mostOffered });
  const offered = (useLoaded(`/api/traces?${alike}`, asSummaries).value ?? [])
    .filter(({ traceId }) => traceId !== like.trace.traceId)
    .toSorted((a, b) => b.durationMs - a.durationMs);
  return (
    <label>
      One that begins alike
      <select onChange={event => event.currentTarget.value && onChoose(event.currentTarget.value)}>
        <option value="">
          {offered.length === 0 ? 'none in the last hour' : `${offered.length}, the slowest first`}
        </option>
        {offered.map(({ traceId, durationMs, startUnixMs, isFailed, storefront }) => (
          <option key={traceId} value={traceId}>
            {`${inWords(durationMs)}, ${timeOfDay(startUnixMs)}${isFailed ? ', failed' : ''}${storefront === '' ? '' : `, ${storefront}`}`}
          </option>
        ))}
      </select>
    </label>
  );
}
