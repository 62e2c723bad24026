import type { KeyDifference, PathKey } from '../../compare/index.ts';
import type { Comparison } from '../comparison.ts';
import type { Blame } from '../culprit.ts';

/** Who is to blame for the change of one key, and the sentence that says why. */
export interface Explanation extends Blame {
  readonly why: string;
}

/** Tries to explain the change of one key; undefined when this is not what happened. */
export type Explain = (change: KeyDifference, key: PathKey, comparison: Comparison) => Explanation | undefined;

export function milliseconds(nano: number): string {
  return inMs(nano / 1e6);
}

/** Three digits, but no more than two after the point. */
export function inMs(ms: number): string {
  const absolute = Math.abs(ms);
  return `${absolute >= 100 ? ms.toFixed(0) : absolute >= 10 ? ms.toFixed(1) : ms.toFixed(2)} ms`;
}

export function percent(share: number): string {
  const value = share * 100;
  return `${Math.abs(value) >= 10 ? value.toFixed(0) : value.toFixed(1)} %`;
}
