import { type Attributes, firstText, names, type Span, type Trace, textOf } from '../model/index.ts';

/** Attributes that tell how a request went or how it came in, not what it was. */
const protocol =
  /^(http|url|network|net|server|client|rpc|error|exception|otel|db|thread|code|process|nodejs|jvm|user_agent|tls|span|internal|sampler|component|telemetry)\b/;
const longestValue = 64;

/**
 * What requests can be grouped by to find that a fault concerns some of them only: the short text and boolean attributes
 * of the spans that the trace and the request were entered by, and which instance and version of each service took part.
 */
export function observeDimensions(
  trace: Trace,
  entered: readonly number[],
  positions: readonly number[],
): ReadonlyMap<string, string> {
  const dimensions = new Map<string, string>();
  for (const position of entered) addAttributes(dimensions, (trace.spans[position] as Span).attributes);
  let last: Attributes | undefined;
  for (const position of positions) {
    const { service, resource } = trace.spans[position] as Span;
    if (resource.attributes === last) continue;
    last = resource.attributes;
    const instance = firstText(last, names.instance);
    const version = textOf(last, 'service.version');
    if (instance !== undefined) dimensions.set(`${names.instance[0]} of ${service}`, instance);
    if (version !== undefined) dimensions.set(`service.version of ${service}`, version);
  }
  return dimensions;
}

function addAttributes(dimensions: Map<string, string>, attributes: Attributes): void {
  for (const key in attributes) {
    if (protocol.test(key)) continue;
    const value = attributes[key];
    if (typeof value !== 'string' && typeof value !== 'boolean') continue;
    const text = String(value);
    if (text !== '' && text.length <= longestValue) dimensions.set(key, text);
  }
}
