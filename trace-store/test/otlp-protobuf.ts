import { encodeJsonRequest } from '../src/otlp/encode-json.ts';
import * as messages from '../src/otlp/messages.ts';

export function encodeExport(request: object): Buffer {
  return encodeJsonRequest(Buffer.from(JSON.stringify(request)));
}

export function encodeSpans(...spans: Uint8Array[]): Uint8Array {
  const scopeSpans = [{ scope: new Uint8Array(), spans, schemaUrl: '' }];
  return messages.exportRequest.encode({ resourceSpans: [{ resource: new Uint8Array(), scopeSpans, schemaUrl: '' }] });
}

/** A span that is well-formed outside; its one attribute says that its value is 100 bytes long and has two. */
export function spanWithBrokenAttribute(): Uint8Array {
  const attribute = Buffer.from([0x0a, 1, 0x6b, 0x12, 100, 0x0a, 0]);
  return Buffer.concat([spanWithIds(), Buffer.from([0x4a, attribute.length]), attribute]);
}

export function spanWithDeepAttribute(depth: number): Uint8Array {
  let value: Buffer = Buffer.from([0x10, 1]);
  for (let level = 0; level < depth; level++) value = lengthPrefixed(0x2a, lengthPrefixed(0x0a, value));
  return Buffer.concat([spanWithIds(), lengthPrefixed(0x4a, lengthPrefixed(0x12, value))]);
}

export function spanWithIds(): Uint8Array {
  return messages.span.encode({ traceId: new Uint8Array(16).fill(1), spanId: new Uint8Array(8).fill(1) });
}

export function lengthPrefixed(tag: number, bytes: Uint8Array): Buffer {
  const length: number[] = [];
  let rest = bytes.length;
  for (; rest > 127; rest >>>= 7) length.push((rest & 127) | 128);
  return Buffer.concat([Buffer.from([tag, ...length, rest]), bytes]);
}
