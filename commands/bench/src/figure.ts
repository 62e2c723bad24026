/** What a bench measured, beside the number it has to reach. */
export interface Figure {
  readonly what: string;
  /** The number as text; empty where there is none. */
  readonly bar: string;
  readonly measured: string;
  /** Undefined where there is no number to reach. */
  readonly reached?: boolean | undefined;
}

/** One line of a bench's table. */
export function figureLine({ what, bar, measured, reached }: Figure): string {
  const verdict = reached === undefined ? '' : reached ? 'reached' : 'MISSED';
  return `${what.padEnd(43)}${bar.padEnd(16)}${measured.padEnd(68)}${verdict}`.trimEnd();
}
