/** Baggage that says who asks: the gateway makes attributes of it, by which a run's traces are found. */
export function syntheticBaggage(scenario: string, journey: string, runId: string): string {
  return `shop.synthetic=${scenario}:${journey}:${runId}`;
}

/**
 * What an answer's `traceresponse` says: the trace, and whether it is kept. A visitor sends no `traceparent`: it would name a
 * parent that nobody records, and the gateway's span begins the trace.
 */
export function answeredTrace(traceresponse: string | undefined): { traceId: string; sampled: boolean } | undefined {
  const [, traceId = '', flags = ''] = /^00-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})$/.exec(traceresponse ?? '') ?? [];
  return traceId ? { traceId, sampled: (Number.parseInt(flags, 16) & 1) === 1 } : undefined;
}
