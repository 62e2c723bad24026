/** A part of the input that stands by itself. */
export type ScannedPart =
  /** An element of an array that holds spans; `path` are the keys that lead to it, `''` for an array by itself. */
  | { readonly is: 'element'; readonly path: string; readonly text: string }
  /** A document without such an array. */
  | { readonly is: 'document'; readonly text: string }
  /** A line, or the rest of one, that is no JSON or was cut off; it was passed over. */
  | { readonly is: 'damage'; readonly example: string };

export interface JsonScanner {
  /** What was completed by these bytes. */
  write(chunk: Uint8Array): readonly ScannedPart[];
  /** What was completed by the end, and whether that is in the middle of a document: of the only one or of a later one. */
  end(): { readonly parts: readonly ScannedPart[]; readonly open: 'nothing' | 'only' | 'later' };
}
