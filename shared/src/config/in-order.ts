import type { z } from 'zod';

/** A duration and what it has to be longer than: the sum of others. */
export type Rule<Config> = readonly [longer: keyof Config & string, ...than: (keyof Config & string)[]];

/**
 * A check of durations that only make sense in an order, such as a lease that has to last longer than what it is for. To be
 * given to a schema's `superRefine`; each rule that is broken is told with the values.
 */
export function inOrder<Config extends object>(
  ...rules: readonly Rule<Config>[]
): (config: Config, context: z.RefinementCtx) => void {
  return (config, context) => {
    const value = (name: keyof Config) => Number(config[name]);
    for (const [longer, ...than] of rules) {
      const sum = than.reduce((total, name) => total + value(name), 0);
      if (value(longer) > sum) continue;
      const message = `${value(longer)} must be more than ${than.join(' + ')} (${sum})`;
      context.addIssue({ code: 'custom', path: [longer], message });
    }
  };
}
