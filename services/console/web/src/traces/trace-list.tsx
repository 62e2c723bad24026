import { useMemo } from 'preact/hooks';
import type { TraceSummary } from '../../../src/contract.ts';
import { TraceItem } from './trace-item.tsx';

export interface TraceListProps {
  readonly traces: readonly TraceSummary[];
  readonly pointedAt: string | undefined;
  readonly onPoint: (traceId: string | undefined) => void;
  readonly chosen: readonly string[];
  readonly onChoose: (traceId: string) => void;
}

export function TraceList({ traces, pointedAt, onPoint, chosen, onChoose }: TraceListProps) {
  const longestMs = useMemo(() => traces.reduce((most, { durationMs }) => Math.max(most, durationMs), 0), [traces]);
  return (
    <ul class="trace-list" aria-label="Traces">
      {traces.map(trace => (
        <TraceItem
          key={trace.traceId}
          trace={trace}
          longestMs={longestMs}
          isPointedAt={trace.traceId === pointedAt}
          isChosen={chosen.includes(trace.traceId)}
          onPoint={onPoint}
          onChoose={onChoose}
        />
      ))}
    </ul>
  );
}
