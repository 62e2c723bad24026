import { createHash } from 'node:crypto';
import type { Magnitude } from './fault.ts';

/** The variants of every flag, in flagd's format: a number, 0 where nothing is wrong. */
export const variants = { off: 0, low: 1, medium: 2, high: 3 } as const;

/** Which variant is which magnitude. */
export const variantOf = { 1: 'low', 2: 'medium', 3: 'high' } as const satisfies Record<
  Magnitude,
  keyof typeof variants
>;

/**
 * A flag's key in the file: the fault's name, or, where the file has a salt in its metadata, a word that does not give the
 * name away to whoever reads the file. Deliberately cheap: it hides an answer, and keeps no secret.
 */
export function flagKey(fault: string, salt: string | undefined): string {
  return salt === undefined ? fault : createHash('sha256').update(`${salt}:${fault}`).digest('hex').slice(0, 12);
}
