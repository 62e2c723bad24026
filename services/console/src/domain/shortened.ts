const longestText = 200;

/** A text of strangers as a list shows it: 200 characters at most. */
export function shortened(text: string): string {
  // Always a copy: V8 keeps the whole of a text in memory while a part of it is held, and this may be such a part.
  return Buffer.from(text.slice(0, longestText)).toString();
}
