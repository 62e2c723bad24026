import { mean } from '@spanshop/analysis/statistics';
import type { Call } from '@spanshop/local/shoppers';

/** A slice of time, in milliseconds: requests within it are compared with those of the slice before. */
export const sliceMs = 4_000;

/** A shop that has just started becomes faster for a while: code is compiled, caches fill. */
const leastPart = 0.85;

/** Whether what was asked in the last slice took about as long as in the one before, or longer. */
export function isSettled(calls: readonly Call[], nowUnixMs: number): boolean {
  const slice = (number: number) => {
    const toUnixMs = nowUnixMs - number * sliceMs;
    const within = calls.filter(({ startedUnixMs }) => startedUnixMs >= toUnixMs - sliceMs && startedUnixMs < toUnixMs);
    return within.map(({ durationMs }) => durationMs);
  };
  const [last, before] = [slice(0), slice(1)];
  return before.length > 0 && mean(last) >= leastPart * mean(before);
}
