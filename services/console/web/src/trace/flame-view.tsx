import { createFlameGraph } from '@spanshop/analysis/aggregates';
import { useMemo, useState } from 'preact/hooks';
import { colourOf } from '../data/service-colours.ts';
import { inPercent, inWords } from '../text/durations.ts';
import { visibleLabel } from '../text/visible-text.ts';
import { type FlameCell, flameCells } from './flame-cells.ts';
import type { TraceView } from './trace-view.ts';

/** The critical path as a flame graph: the wider, the longer the request waited for it and all below it. */
export function FlameView({ view }: { readonly view: TraceView }) {
  const root = useMemo(() => {
    const graph = createFlameGraph();
    graph.add(view.trace);
    return graph.root();
  }, [view]);
  const [focus, setFocus] = useState(root);
  const cells = useMemo(() => flameCells(focus), [focus]);
  const depth = cells.reduce((most, cell) => Math.max(most, cell.depth + 1), 0);
  return (
    <section class="flame">
      <p class="soft">
        Only what the request waited for is here, added up by what was called from where. A frame is as wide as its time
        with all below it; choose one to see it closer.{' '}
        {focus !== root && (
          <button type="button" onClick={() => setFocus(root)}>
            The whole
          </button>
        )}
      </p>
      <div class="frames" style={{ height: `${depth * 1.75}rem` }}>
        {cells.map(cell => (
          <FlameFrame key={cell.id} cell={cell} totalNano={root.totalNano} onFocus={() => setFocus(cell.frame)} />
        ))}
      </div>
    </section>
  );
}

interface FlameFrameProps {
  readonly cell: FlameCell;
  readonly totalNano: number;
  readonly onFocus: () => void;
}

function FlameFrame({ cell: { frame, depth, left, width }, totalNano, onFocus }: FlameFrameProps) {
  const name = visibleLabel(`${frame.service} ${frame.name}`);
  const own = frame.ownNano > 0 ? `, ${inWords(frame.ownNano / 1e6)} of it itself` : '';
  const words = `${name}: ${inWords(frame.totalNano / 1e6)} (${inPercent(frame.totalNano / totalNano)})${own}`;
  return (
    <button
      type="button"
      title={words}
      aria-label={words}
      onClick={onFocus}
      style={{
        left: `${left * 100}%`,
        width: `${width * 100}%`,
        top: `${depth * 1.75}rem`,
        '--colour': colourOf(frame.service),
      }}
    >
      {name}
    </button>
  );
}
