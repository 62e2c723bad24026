/**
 * The flags of a span or link as OTLP carries them (fixed32): bits 0 to 7 are the W3C trace flags, bit 8 says that
 * bit 9 is known, bit 9 says that the parent (or the linked span) lives in another process.
 * Source: opentelemetry-proto, trace.proto, SpanFlags.
 */
const traceFlagsMask = 0xff;
const hasIsRemote = 0x100;
const isRemote = 0x200;

/** The W3C trace flags alone: 0x301 and 0x101 both read 0x01 (sampled). */
export function traceFlagsOf(otlpFlags: number): number {
  return otlpFlags & traceFlagsMask;
}

/** Whether the parent is remote; undefined when the exporter did not say. */
export function remoteOf(otlpFlags: number): boolean | undefined {
  if ((otlpFlags & hasIsRemote) === 0) return undefined;
  return (otlpFlags & isRemote) !== 0;
}
