import * as messages from '@spanshop/trace-store/otlp/messages';

/** What a span is to a reader of the trace. */
export const spanClasses = ['server', 'call', 'statement', 'poolWait', 'message', 'step', 'other'] as const;
export type SpanClass = (typeof spanClasses)[number];
export type SpanCounts = Record<SpanClass, number>;

export interface CountedSpan {
  scope: string;
  name: string;
  /** As OTLP numbers it. */
  kind: number;
}

const kinds = { server: 2, client: 3, producer: 4, consumer: 5 } as const;

/**
 * A hop's two ends, a statement, a wait for a connection, a message's two ends, a step that the services name themselves, or
 * other: what says nothing of the shop, such as middleware, sockets and name resolution.
 */
export function classOf({ scope, name, kind }: CountedSpan): SpanClass {
  if (kind === kinds.server) return 'server';
  if (kind === kinds.producer || kind === kinds.consumer) return 'message';
  if (scope.startsWith('@spanshop/')) return 'step';
  if (scope.endsWith('/instrumentation-http') && kind === kinds.client) return 'call';
  if (scope.endsWith('/instrumentation-pg')) return name.endsWith('connect') ? 'poolWait' : 'statement';
  return 'other';
}

export function noSpans(): SpanCounts {
  return { server: 0, call: 0, statement: 0, poolWait: 0, message: 0, step: 0, other: 0 };
}

/** Adds the spans of one OTLP request in protobuf. */
export function countRequest(counts: SpanCounts, body: Uint8Array): void {
  for (const { scopeSpans } of messages.exportRequest.decode(body).resourceSpans) {
    for (const { scope, spans } of scopeSpans) {
      const { name: scopeName } = messages.scope.decode(scope);
      for (const bytes of spans) {
        const { name, kind } = messages.spanHeader.decode(bytes);
        counts[classOf({ scope: scopeName, name, kind })] += 1;
      }
    }
  }
}
