import { createTrace, noAttributes, type Span, spanIdFrom, type Trace, traceIdFrom } from '@spanshop/analysis/model';

const nanoPerMs = 1_000_000;
const spansPerCall = 10;
const gapNano = 200_000;

/**
 * A trace of calls one after another, each with queries below it; a millisecond for each span. Between them their callers
 * work themselves, so that each call and each query begins another stretch of the critical path.
 */
export function traceOfSpans(number: number, count: number, startUnixMs: number): Trace {
  const traceId = traceIdFrom(number.toString(16)) as string;
  const spans = Array.from({ length: count }, (_, index) => spanOf(traceId, index, count));
  return createTrace(traceId, BigInt(startUnixMs) * BigInt(nanoPerMs), spans);
}

function spanOf(traceId: string, index: number, count: number): Span {
  const isRoot = index === 0;
  const isCall = !isRoot && index % spansPerCall === 1;
  const call = index - ((index - 1) % spansPerCall);
  const lasts = isRoot ? count : isCall ? spansPerCall : 1;
  const service = isRoot ? 'gateway' : `part-${Math.floor((index * 5) / count)}`;
  return {
    traceId,
    spanId: idOf(index),
    parentId: isRoot ? undefined : idOf(isCall ? 0 : call),
    parentIsRemote: undefined,
    kind: isRoot ? 'server' : isCall ? 'internal' : 'client',
    name: isRoot ? 'GET /all' : isCall ? 'call' : 'SELECT things',
    service,
    resource: { service, attributes: noAttributes },
    scope: { name: 'bench', version: '1' },
    startNano: index * nanoPerMs,
    endNano: Math.min(index + lasts, count) * nanoPerMs - (isRoot ? 0 : isCall ? gapNano / 2 : gapNano),
    attributes:
      isRoot || isCall ? noAttributes : { 'db.system.name': 'postgresql', 'db.query.text': `SELECT ${index}` },
    events: [],
    links: [],
    traceFlags: 1,
    status: 'unset',
    statusMessage: '',
  };
}

function idOf(index: number): string {
  return spanIdFrom((index + 1).toString(16)) as string;
}
