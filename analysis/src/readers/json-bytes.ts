/** The bytes that JSON is made of, as far as a scanner has to know them. */
export const quote = 0x22;
export const backslash = 0x5c;
export const colon = 0x3a;
export const comma = 0x2c;
export const openObject = 0x7b;
export const closeObject = 0x7d;
export const openArray = 0x5b;
export const closeArray = 0x5d;
export const newline = 0x0a;
/** This and everything below is white space. */
export const space = 0x20;
export const byteOrderMark: readonly number[] = [0xef, 0xbb, 0xbf];

/** Where text goes on that is neither the end of a string nor in need of a closer look; most bytes are passed over here. */
export function endOfPlainText(chunk: Uint8Array, from: number): number {
  let at = from;
  for (; at < chunk.length; at++) {
    const byte = chunk[at];
    if (byte === quote || byte === backslash || byte === newline) break;
  }
  return at;
}
