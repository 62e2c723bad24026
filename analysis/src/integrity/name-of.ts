import type { Span } from '../model/index.ts';

/** A span as a sentence names it. */
export function nameOf(span: Span): string {
  return `"${span.name}" (${span.service})`;
}
