import { useMemo } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import type { TraceSummary } from '../../../src/contract.ts';
import { colourOf } from '../data/service-colours.ts';
import { useWidth } from '../data/use-width.ts';
import { inWords } from '../text/durations.ts';
import { timeOfDay } from '../text/times.ts';
import { visibleLabel } from '../text/visible-text.ts';
import { linearInTime, logarithmic } from './plot-scale.ts';

interface ScatterPlotProps {
  readonly traces: readonly TraceSummary[];
  readonly pointedAt: string | undefined;
  readonly onPoint: (traceId: string | undefined) => void;
}

const heightPx = 190;
const edge = { left: 56, right: 12, top: 10, bottom: 24 };
const pxPerTimeMark = 110;

/**
 * Each trace as a point: when it began, how long it took. Failed ones are crosses. The list below says the same to whoever
 * does not see it, and has the keyboard's way to a trace.
 */
export function ScatterPlot({ traces, pointedAt, onPoint }: ScatterPlotProps) {
  const [place, widthPx] = useWidth<HTMLDivElement>();
  const [, goTo] = useLocation();
  const { times, durations } = useMemo(
    () => ({
      times: linearInTime(
        traces.map(({ startUnixMs }) => startUnixMs),
        Math.max(widthPx / pxPerTimeMark, 2),
      ),
      durations: logarithmic(traces.map(({ durationMs }) => durationMs)),
    }),
    [traces, widthPx],
  );
  const x = (unixMs: number) => edge.left + times.scale(unixMs) * Math.max(widthPx - edge.left - edge.right, 0);
  const y = (ms: number) => edge.top + (1 - durations.scale(ms)) * (heightPx - edge.top - edge.bottom);
  const failed = traces.filter(({ isFailed }) => isFailed).length;

  return (
    <div class="plot" ref={place} style={{ height: `${heightPx}px` }}>
      {widthPx > 0 && (
        <svg
          width={widthPx}
          height={heightPx}
          role="img"
          aria-label={`When ${traces.length} traces began and how long they took; ${failed} of them failed`}
          onPointerLeave={() => onPoint(undefined)}
        >
          {durations.marks.map(mark => (
            <g key={mark} class="mark">
              <line x1={edge.left} x2={widthPx - edge.right} y1={y(mark)} y2={y(mark)} />
              <text x={edge.left - 8} y={y(mark) + 4} text-anchor="end">
                {inWords(mark)}
              </text>
            </g>
          ))}
          {times.marks.map(mark => (
            <text key={mark} class="mark" x={x(mark)} y={heightPx - 6} text-anchor="middle">
              {timeOfDay(mark)}
            </text>
          ))}
          {traces.map(trace => (
            <Point
              key={trace.traceId}
              trace={trace}
              x={x(trace.startUnixMs)}
              y={y(trace.durationMs)}
              isPointedAt={trace.traceId === pointedAt}
              onPoint={onPoint}
              onOpen={() => goTo(`/traces/${trace.traceId}`)}
            />
          ))}
        </svg>
      )}
    </div>
  );
}

interface PointProps {
  readonly trace: TraceSummary;
  readonly x: number;
  readonly y: number;
  readonly isPointedAt: boolean;
  readonly onPoint: (traceId: string) => void;
  readonly onOpen: () => void;
}

function Point({ trace, x, y, isPointedAt, onPoint, onOpen }: PointProps) {
  const { traceId, service, operation, durationMs, isFailed } = trace;
  const size = isPointedAt ? 7 : 4.5;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the pointer; the list has the links
    <g class="point" onClick={onOpen} onPointerEnter={() => onPoint(traceId)}>
      <title>{`${visibleLabel(service)} ${visibleLabel(operation)}: ${inWords(durationMs)}${isFailed ? ', failed' : ''}`}</title>
      {/* Room to be hit by a finger. */}
      <circle cx={x} cy={y} r={10} fill="transparent" />
      {isFailed ? (
        <path
          class="failed"
          d={`M${x - size},${y - size}l${2 * size},${2 * size}m0,${-2 * size}l${-2 * size},${2 * size}`}
        />
      ) : (
        <circle cx={x} cy={y} r={size} style={{ fill: colourOf(service) }} />
      )}
    </g>
  );
}
