import { mainRoot, operationOf, type Span, type Trace, textOf, unixMsOf } from '@spanshop/analysis/model';
import type { TraceSummary } from '../contract.ts';

/** Undefined for a trace of nothing but a circle of parents. */
export function summariseTrace(trace: Trace): TraceSummary | undefined {
  const rootPosition = mainRoot(trace);
  if (rootPosition === undefined) return undefined;
  const root = trace.spans[rootPosition] as Span;
  // A service may be called `constructor`, which every plain object has already.
  const spansByService = new Map<string, number>();
  for (const { service } of trace.spans) spansByService.set(service, (spansByService.get(service) ?? 0) + 1);
  return {
    traceId: trace.traceId,
    service: root.service,
    operation: operationOf(root),
    startUnixMs: unixMsOf(trace, root.startNano),
    durationMs: Math.max(root.endNano - root.startNano, 0) / 1e6,
    spanCount: trace.spans.length,
    errorCount: trace.spans.filter(({ status }) => status === 'error').length,
    isFailed: root.status === 'error',
    services: Object.fromEntries(spansByService),
    storefront: textOf(root.attributes, 'shop.tenant') ?? '',
    loadRun: textOf(root.attributes, 'shop.load.run_id') ?? '',
  };
}
