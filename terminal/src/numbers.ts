import { usageError } from '@spanshop/shared/errors';

/**
 * The value of an option that takes a number above 0.
 *
 * @throws SentenceError with exit code 2 for anything else, and for more than the most
 */
export function numberFrom(name: string, value: string | undefined, most: number): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (number > 0 && number <= most) return number;
  throw usageError(`${name} takes ${aNumberUpTo(most)}`);
}

/** In words, for the option's `takes`. */
export function aNumberUpTo(most: number): string {
  return `a number above 0 and up to ${most}`;
}

/** @throws SentenceError with exit code 2 for anything but digits that make a number between both */
export function wholeNumberFrom(name: string, value: string, least: number, most: number): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= least && number <= most) return number;
  throw usageError(`${name} takes a whole number from ${least} to ${most}`);
}
