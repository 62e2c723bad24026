import type { SpanStore } from '../store/span-store.ts';

/** Jaeger's names of the span kinds, by OTLP's number; a span without a kind counts as internal. */
const kindNames = ['internal', 'internal', 'server', 'client', 'producer', 'consumer'];

export function listServices(store: SpanStore): { services: string[] } {
  return { services: store.services() };
}

/** The operations of the service in `service`, of one kind when `span_kind` or `spanKind` says so. */
export function listOperations(store: SpanStore, query: URLSearchParams): { operations: object[] } {
  const wantedKind = query.get('spanKind') || query.get('span_kind');
  const operations = store
    .operations(query.get('service') ?? '')
    .map(({ name, kind }) => ({ name, spanKind: kindNames[kind] ?? 'internal' }))
    .filter(({ spanKind }) => !wantedKind || spanKind === wantedKind);
  return { operations };
}
