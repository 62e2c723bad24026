import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openLab } from '@spanshop/shared/testing';
import { aFault } from './a-fault.ts';

const lab = await openLab();
after(lab.close);

test('when something fails on the way through a seam, then its stack shows who called, and not the seam', async () => {
  await lab.start();
  await lab.on(aFault);
  const failing = lab.faults.choose(
    aFault,
    async () => {},
    () => async () => {
      throw new Error('it broke');
    },
  );
  const error = await failing().catch((error: Error) => error);
  assert.ok(error instanceof Error);
  assert.match(String(error.stack), /^Error: it broke\n {4}at .*hide-seams\.test\.ts/);
  assert.doesNotMatch(String(error.stack), /src\/faults/);
});
