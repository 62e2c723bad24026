import { type Attributes, type SpanKind, type StatusCode, textOf } from '../model/index.ts';

const kinds: ReadonlySet<string> = new Set(['internal', 'server', 'client', 'producer', 'consumer']);

/** Kind from a tag's or field's text in any case; no text means INTERNAL, as OpenTelemetry's own translations have it. */
export function kindFromText(text: string | undefined): SpanKind {
  if (text === undefined) return 'internal';
  const lower = text.toLowerCase();
  return kinds.has(lower) ? (lower as SpanKind) : 'unspecified';
}

/**
 * Status from the tags which formats without a status carry: `otel.status_code` and `otel.status_description`, or
 * OpenTracing's and Zipkin's `error`, of which any value but "false" means that it failed.
 */
export function statusFromTags(tags: Attributes): { readonly status: StatusCode; readonly statusMessage: string } {
  const code = textOf(tags, 'otel.status_code')?.toLowerCase();
  const error = textOf(tags, 'error');
  const statusMessage = textOf(tags, 'otel.status_description') ?? '';
  if (code === 'error') return { status: 'error', statusMessage };
  if (code === 'ok') return { status: 'ok', statusMessage };
  if (tags['error'] === undefined || error === 'false') return { status: 'unset', statusMessage };
  return { status: 'error', statusMessage: statusMessage || (error === 'true' ? '' : (error ?? '')) };
}
