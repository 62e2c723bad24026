import type { Trace } from '../../src/model/index.ts';
import { otlpDocument } from '../../src/writers/index.ts';

/** What three backends would export of a trace, each as its own code writes it (times cut to whole microseconds). */
export function asOtlp(traces: readonly Trace[]): unknown {
  return otlpDocument(traces.map(inWholeMicroseconds));
}

function inWholeMicroseconds(trace: Trace): Trace {
  const cut = (nano: number) => Number(microOf(trace, nano) * 1000n - trace.epochUnixNano);
  const spans = trace.spans.map(span => ({ ...span, startNano: cut(span.startNano), endNano: cut(span.endNano) }));
  return { ...trace, spans };
}

export function asJaeger(traces: readonly Trace[]): unknown {
  return {
    data: traces.map(trace => {
      const services = [...new Set(trace.spans.map(span => span.service))];
      return {
        traceID: trace.traceId.replace(/^0+/, ''),
        processes: Object.fromEntries(services.map((service, i) => [`p${i}`, { serviceName: service, tags: [] }])),
        spans: trace.spans.map(span => ({
          traceID: trace.traceId.replace(/^0+/, ''),
          spanID: span.spanId,
          operationName: span.name,
          references: span.parentId
            ? [{ refType: 'CHILD_OF', traceID: trace.traceId.replace(/^0+/, ''), spanID: span.parentId }]
            : [],
          startTime: Number(microOf(trace, span.startNano)),
          duration: Number(microOf(trace, span.endNano) - microOf(trace, span.startNano)),
          processID: `p${services.indexOf(span.service)}`,
          tags: [
            ...Object.entries(span.attributes).map(([key, value]) => ({ key, type: typeof value, value })),
            ...(span.kind === 'internal' ? [] : [{ key: 'span.kind', type: 'string', value: span.kind }]),
            ...(span.status === 'error' ? [{ key: 'error', type: 'bool', value: true }] : []),
          ],
          logs: [],
        })),
      };
    }),
    total: 0,
    errors: null,
  };
}

export function asZipkin(traces: readonly Trace[]): unknown {
  return traces.map(trace =>
    trace.spans.map(span => ({
      traceId: span.traceId,
      id: span.spanId,
      ...(span.parentId && { parentId: span.parentId }),
      ...(span.kind !== 'internal' && { kind: span.kind.toUpperCase() }),
      name: span.name.toLowerCase(),
      timestamp: Number(microOf(trace, span.startNano)),
      duration: Number(microOf(trace, span.endNano) - microOf(trace, span.startNano)),
      localEndpoint: { serviceName: span.service },
      tags: {
        ...Object.fromEntries(Object.entries(span.attributes).map(([key, value]) => [key, String(value)])),
        ...(span.status === 'error' && { error: 'true' }),
      },
    })),
  );
}

function microOf(trace: Trace, nano: number): bigint {
  return (trace.epochUnixNano + BigInt(Math.round(nano))) / 1000n;
}
