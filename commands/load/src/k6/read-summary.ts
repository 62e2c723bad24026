import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const metric = z.looseObject({ thresholds: z.record(z.string(), z.boolean()).optional() });
const summary = z.looseObject({ metrics: z.record(z.string(), metric) });

export type K6Summary = z.infer<typeof summary>;

/** Reads what k6 has written about a run, and leaves it without the data of its setup. Undefined where there is none. */
export function readSummary(file: string): K6Summary | undefined {
  try {
    const { setup_data: _assortment, ...rest } = summary.parse(JSON.parse(readFileSync(file, 'utf8')));
    writeFileSync(file, `${JSON.stringify(rest, null, 2)}\n`);
    return rest;
  } catch {
    return undefined;
  }
}
