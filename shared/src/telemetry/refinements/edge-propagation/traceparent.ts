import type { SpanContext } from '@opentelemetry/api';
import { trimOptionalWhitespace } from './header-values.ts';

const pattern = /^((?!ff)[0-9a-f]{2})-((?!0{32})[0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})(-[^,]*)?$/;

/** The flags that W3C Trace Context level 2 defines: sampled (0x1) and random trace id (0x2). */
export const knownTraceFlags = 0x3;

/** The flag that says that the trace id's last seven bytes are random (W3C Trace Context level 2). */
export const randomTraceIdFlag = 0x2;

/**
 * Reads the received traceparent values by W3C Trace Context level 2, section 3.2; unknown flags are cleared.
 *
 * A version above 00 is read as version 00, as the specification asks; whatever follows its flags must be set off by a
 * dash. A comma means that the header was sent twice, which leaves nobody to say which one is true.
 *
 * @returns undefined unless there is exactly one valid value
 */
export function parseTraceparent(values: readonly string[]): SpanContext | undefined {
  const [value] = values;
  if (value === undefined || values.length > 1) return undefined;
  const match = pattern.exec(trimOptionalWhitespace(value));
  if (match === null) return undefined;
  const [, version, traceId = '', spanId = '', flags = '', future] = match;
  if (version === '00' && future !== undefined) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & knownTraceFlags, isRemote: true };
}
