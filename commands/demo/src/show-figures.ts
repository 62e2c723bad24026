import type { Figures } from '@spanshop/local/shoppers';
import type { TracePlaces } from '@spanshop/local/traces';
import type { Screen } from '@spanshop/terminal';

const refreshMs = 1_000;

/** Keeps the line of live figures up to date. @returns what ends it */
export function showFigures(figures: Figures, traces: TracePlaces, screen: Screen): () => void {
  const timer = setInterval(async () => {
    const stats = traces.counter?.by === 'trace-store' ? await readStats(traces.counter.url) : undefined;
    screen.show(lineOf(figures, stats, traces.linkTo));
  }, refreshMs);
  return () => clearInterval(timer);
}

interface TraceStats {
  traces: number;
  spans: number;
}

async function readStats(url: string): Promise<TraceStats> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(refreshMs) });
    return (await answer.json()) as TraceStats;
  } catch {
    return { traces: 0, spans: 0 };
  }
}

const numbers = new Intl.NumberFormat('en');

export function lineOf(figures: Figures, stats: TraceStats | undefined, linkTo: (traceId: string) => string): string {
  const byStatus = [...figures.ordersByStatus()];
  const orders = byStatus.reduce((sum, [, count]) => sum + count, 0);
  const states = byStatus.map(([status, count]) => `${numbers.format(count)} ${status}`).join(', ');
  return [
    `requests ${numbers.format(figures.requests)}`,
    `orders ${numbers.format(orders)}${states ? ` (${states})` : ''}`,
    ...(stats ? [`traces ${numbers.format(stats.traces)}`, `spans ${numbers.format(stats.spans)}`] : []),
    `errors ${numbers.format(figures.errors)}`,
    ...(figures.dropped > 0 ? [`visits dropped ${numbers.format(figures.dropped)}`] : []),
    ...(figures.lastTraceId ? [`last order ${linkTo(figures.lastTraceId)}`] : []),
  ].join(' · ');
}
