import assert from 'node:assert/strict';
import type { Fault } from '@spanshop/shared/faults';
import { finishedSpans, openLab, type TestLab } from '@spanshop/shared/testing';
import { type RunningInventory, startInventory } from './start-inventory.ts';

/** The real service in lab mode, with nothing on. */
export async function startLab(settings: Readonly<Record<string, string>> = {}): Promise<RunningInventory & TestLab> {
  const lab = await openLab();
  const inventory = await startInventory(settings, lab.faults);
  await lab.start();
  return {
    ...inventory,
    ...lab,
    async close() {
      await lab.close();
      await inventory.close();
    },
  };
}

/** Spans of queries by their summary, such as `SELECT inventory.products`. */
export const queries = (summary: string) => finishedSpans().filter(({ name }) => name === summary);

/** Whoever looks for the fault has no name to read. */
export function assertUnnamed({ name }: Fault): void {
  const told = finishedSpans().map(({ name, attributes, events, status, links }) =>
    JSON.stringify({ name, attributes, events, status, links }),
  );
  assert.ok(told.length > 0);
  for (const span of told) assert.ok(!span.includes(name) && !span.includes('src/faults'), span);
}
