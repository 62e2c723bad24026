const traceIdHex = 32;
const spanIdHex = 16;
const hexDigits = /^[0-9a-f]+$/i;
const allZero = /^0+$/;

/** Lower-case hex of 32 digits. Shorter hex (64-bit ids, stripped zeros) is padded, base64 of 16 bytes converted. */
export function traceIdFrom(value: unknown): string | undefined {
  return hexIdFrom(value, traceIdHex);
}

/** Lower-case hex of 16 digits, from hex of at most 16 digits or base64 of 8 bytes. */
export function spanIdFrom(value: unknown): string | undefined {
  return hexIdFrom(value, spanIdHex);
}

/** Undefined for an id that is empty, all zero, too long or not an id at all. */
function hexIdFrom(value: unknown, digits: number): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  if (value.length <= digits && hexDigits.test(value)) {
    if (allZero.test(value)) return undefined;
    return value.toLowerCase().padStart(digits, '0');
  }
  return fromBase64(value, digits);
}

// protobuf's own JSON mapping writes bytes as base64; OTLP forbids it, yet older Jaeger and some exporters do it.
function fromBase64(value: string, digits: number): string | undefined {
  const bytes = digits / 2;
  if (value.length !== Math.ceil(bytes / 3) * 4 || !/^[A-Za-z0-9+/]+={1,2}$/.test(value)) return undefined;
  // Not Buffer, which a browser lacks.
  const hex = Array.from(atob(value), byte => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  return hex.length === digits && !allZero.test(hex) ? hex : undefined;
}
