import type { Screen } from '../screen.ts';
import type { Figures } from './figures.ts';

const refreshMs = 1_000;

/** Keeps the line of live figures up to date. @returns what ends it */
export function showFigures(figures: Figures, traceStoreUrl: string, screen: Screen): () => void {
  const timer = setInterval(async () => {
    const stats = await readStats(traceStoreUrl);
    screen.showFigures(lineOf(figures, stats, traceStoreUrl));
  }, refreshMs);
  return () => clearInterval(timer);
}

interface TraceStats {
  traces: number;
  spans: number;
}

async function readStats(traceStoreUrl: string): Promise<TraceStats> {
  try {
    const answer = await fetch(`${traceStoreUrl}/stats`, { signal: AbortSignal.timeout(refreshMs) });
    return (await answer.json()) as TraceStats;
  } catch {
    return { traces: 0, spans: 0 };
  }
}

const numbers = new Intl.NumberFormat('en');

export function lineOf(figures: Figures, { traces, spans }: TraceStats, traceStoreUrl: string): string {
  const byStatus = [...figures.ordersByStatus()];
  const orders = byStatus.reduce((sum, [, count]) => sum + count, 0);
  const states = byStatus.map(([status, count]) => `${numbers.format(count)} ${status}`).join(', ');
  return [
    `requests ${numbers.format(figures.requests)}`,
    `orders ${numbers.format(orders)}${states ? ` (${states})` : ''}`,
    `traces ${numbers.format(traces)}`,
    `spans ${numbers.format(spans)}`,
    `errors ${numbers.format(figures.errors)}`,
    ...(figures.dropped > 0 ? [`visits dropped ${numbers.format(figures.dropped)}`] : []),
    ...(figures.lastTraceId ? [`last order ${traceStoreUrl}/api/v3/traces/${figures.lastTraceId}`] : []),
  ].join(' · ');
}
