import { serverChild } from '../critical-path/index.ts';
import { firstText, names, operationOf, type Span, type Trace } from '../model/index.ts';
import { joinId } from './path-key.ts';

/** What a span is called in every table: its operation, its callee and the id of both. */
export interface SpanNames {
  readonly id: string;
  readonly operation: string;
  readonly peer: string;
  /** Position of the server span that answered a client span, or -1. */
  readonly server: number;
}

/**
 * HTTP clients call their spans "GET": a client span is named after the operation that answered it, or after method and
 * peer when the peer is not traced.
 */
export function spanNames(trace: Trace, position: number): SpanNames {
  const span = trace.spans[position] as Span;
  const own = operationOf(span);
  if (span.kind !== 'client') return { id: idOf(span, own, ''), operation: own, peer: '', server: -1 };

  const server = serverChild(trace, position);
  const answered = trace.spans[server];
  if (answered) {
    const operation = operationOf(answered);
    return { id: idOf(span, operation, answered.service), operation, peer: answered.service, server };
  }
  const isQuery = firstText(span.attributes, names.database) !== undefined;
  const peer = firstText(span.attributes, isQuery ? names.database : names.peer) ?? '';
  const operation = isQuery || own.includes(' ') || peer === '' ? own : `${own} ${peer}`;
  return { id: idOf(span, operation, peer), operation, peer, server };
}

function idOf(span: Span, operation: string, peer: string): string {
  return joinId(span.service, span.kind, operation, peer);
}
