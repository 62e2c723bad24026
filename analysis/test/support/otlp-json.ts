/** A span of OTLP JSON with everything a reader needs, changed where the test says. */
export function otlpSpan(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    traceId: '0af7651916cd43dd8448eb211c80319c',
    spanId: '00f067aa0ba902b7',
    name: 'GET /things',
    kind: 2,
    startTimeUnixNano: '1790000000123456789',
    endTimeUnixNano: '1790000000223456790',
    ...changes,
  };
}

export function otlpDocument(spans: readonly unknown[], service = 'one'): Record<string, unknown> {
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: service } }] };
  return { resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'lib', version: '2' }, spans }] }] };
}
