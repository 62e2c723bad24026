import { mainRoot, operationOf, type Span, type Trace, textOf, unixMsOf } from '@spanshop/analysis/model';
import type { TraceSummary } from '../contract.ts';
import { shortened } from './shortened.ts';

/** Undefined for a trace of nothing but a circle of parents. */
export function summariseTrace(trace: Trace): TraceSummary | undefined {
  const rootPosition = mainRoot(trace);
  if (rootPosition === undefined) return undefined;
  const root = trace.spans[rootPosition] as Span;
  // A service may be called `constructor`, which every plain object has already.
  const spansByService = new Map<string, number>();
  for (const span of trace.spans) {
    const service = shortened(span.service);
    spansByService.set(service, (spansByService.get(service) ?? 0) + 1);
  }
  return {
    traceId: trace.traceId,
    service: shortened(root.service),
    operation: shortened(operationOf(root)),
    startUnixMs: unixMsOf(trace, root.startNano),
    durationMs: Math.max(root.endNano - root.startNano, 0) / 1e6,
    spanCount: trace.spans.length,
    errorCount: trace.spans.filter(({ status }) => status === 'error').length,
    isFailed: root.status === 'error',
    services: Object.fromEntries(spansByService),
    storefront: shortened(textOf(root.attributes, 'shop.tenant') ?? ''),
    loadRun: shortened(textOf(root.attributes, 'shop.load.run_id') ?? ''),
  };
}
