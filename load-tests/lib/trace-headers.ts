/// <reference types="k6" />

/** Names of a request's trace, made before it is sent. */
export interface SentTrace {
  traceId: string;
  traceparent: string;
}

/**
 * A trace of its own for each request, by W3C Trace Context: random ids and both flags, sampled and random. Whether it is
 * kept is the gateway's decision.
 */
export function newTrace(): SentTrace {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  // No id may be all zeros.
  bytes[0] = (bytes[0] as number) | 1;
  bytes[16] = (bytes[16] as number) | 1;
  let ids = '';
  for (const byte of bytes) ids += byte.toString(16).padStart(2, '0');
  const traceId = ids.slice(0, 32);
  return { traceId, traceparent: `00-${traceId}-${ids.slice(32)}-03` };
}

/** Baggage that says who asks: the gateway makes attributes of it, by which a run's traces are found. */
export function syntheticBaggage(scenario: string, journey: string, runId: string): string {
  return `shop.synthetic=${scenario}:${journey}:${runId}`;
}

/** What an answer's `traceresponse` says: the trace, and whether it is kept. */
export function answeredTrace(traceresponse: string | undefined): { traceId: string; sampled: boolean } | undefined {
  const [, traceId = '', flags = ''] = /^00-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})$/.exec(traceresponse ?? '') ?? [];
  return traceId ? { traceId, sampled: (Number.parseInt(flags, 16) & 1) === 1 } : undefined;
}
