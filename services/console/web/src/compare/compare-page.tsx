import { Trouble } from '../data/trouble.tsx';
import { type Loaded, useLoaded } from '../data/use-loaded.ts';
import { useParameters } from '../data/use-parameters.ts';
import { useTitle } from '../frame/use-title.ts';
import { type TraceView, traceViewFrom } from '../trace/trace-view.ts';
import { ChangeRows } from './change-rows.tsx';
import { ChooseTrace } from './choose-trace.tsx';
import { Conclusion } from './conclusion.tsx';
import '../styles/waterfall.css';
import '../styles/compare.css';

/** Two traces beside each other: what the second does that the first does not, and what takes longer. */
export function ComparePage() {
  useTitle('Compare traces');
  const [{ a, b }, change] = useParameters<'a' | 'b'>(['a', 'b']);
  const before = useTrace(a);
  const after = useTrace(b);
  return (
    <div class="page compare">
      <div class="title-row">
        <h1>Compare two traces</h1>
        {a && b && (
          <div class="actions">
            <button type="button" onClick={() => change({ a: b, b: a })}>
              The other way round
            </button>
          </div>
        )}
      </div>
      <div class="sides">
        <Side
          name="before"
          traceId={a}
          loaded={before}
          other={after.value}
          onChoose={traceId => change({ a: traceId })}
        />
        <Side
          name="after"
          traceId={b}
          loaded={after}
          other={before.value}
          onChoose={traceId => change({ b: traceId })}
        />
      </div>
      {before.value && after.value && a && b && (
        <>
          <Conclusion before={before.value} after={after.value} />
          <ChangeRows before={before.value} after={after.value} />
        </>
      )}
    </div>
  );
}

function useTrace(traceId: string | undefined): Loaded<TraceView> {
  return useLoaded(traceId && `/api/traces/${encodeURIComponent(traceId)}`, traceViewFrom);
}

interface SideProps {
  readonly name: string;
  readonly traceId: string | undefined;
  readonly loaded: Loaded<TraceView>;
  readonly other: TraceView | undefined;
  readonly onChoose: (traceId: string | undefined) => void;
}

function Side({ name, traceId, loaded, other, onChoose }: SideProps) {
  return (
    <section aria-label={name}>
      <h2>{name}</h2>
      {traceId && <Trouble loaded={loaded} />}
      <ChooseTrace
        key={traceId}
        name={name}
        traceId={traceId}
        view={traceId ? loaded.value : undefined}
        like={other}
        onChoose={onChoose}
      />
    </section>
  );
}
