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
