import { type ReportedSpan, type Resource, type Scope, textOf, unknownService } from '../model/index.ts';
import { arrayOf, isObject, stringOf } from './json-shapes.ts';
import { attributesFromOtlp } from './otlp-attributes.ts';
import { spanFromOtlp } from './otlp-span.ts';
import type { SkipCounter } from './skip-counter.ts';

/** The spans of one element of `resourceSpans` (OTLP JSON, also inside the answers of Jaeger's query API v3). */
export function spansFromResourceSpans(
  element: unknown,
  skips: SkipCounter,
  accept: (span: ReportedSpan) => void,
): void {
  if (!isObject(element)) {
    skips.add('an element of resourceSpans is not an object', String(element));
    return;
  }
  const resource = resourceFrom(element['resource']);
  // instrumentationLibrarySpans is what scopeSpans was called before OTLP 0.15.
  for (const group of arrayOf(element['scopeSpans'] ?? element['instrumentationLibrarySpans'])) {
    if (!isObject(group)) continue;
    const scope = scopeFrom(group['scope'] ?? group['instrumentationLibrary']);
    for (const item of arrayOf(group['spans'])) {
      const span = spanFromOtlp(item, resource, scope, skips);
      if (span) accept(span);
    }
  }
}

function resourceFrom(value: unknown): Resource {
  const attributes = attributesFromOtlp(isObject(value) ? value['attributes'] : undefined);
  return { service: textOf(attributes, 'service.name') ?? unknownService, attributes };
}

function scopeFrom(value: unknown): Scope {
  if (!isObject(value)) return { name: '', version: '' };
  return { name: stringOf(value['name']), version: stringOf(value['version']) };
}
