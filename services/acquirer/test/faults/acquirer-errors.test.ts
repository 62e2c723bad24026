import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { acquirerErrors } from '../../src/faults/acquirer-errors/entry.ts';
import { captureRequest, startFaultyAcquirer } from '../support/faulty-acquirer.ts';

const acquirer = await startFaultyAcquirer();
after(acquirer.close);

test('when it is on, then about as many captures fail as it says, and those take no effect', async () => {
  await acquirer.lab.on(acquirerErrors, 3);
  const asked = Array.from({ length: 200 }, () => captureRequest());
  const answers = await acquirer.captureAll(asked);
  const failed = asked.filter((_, n) => answers[n]?.status === 500);
  assert.ok(failed.length > 40 && failed.length < 120, `${failed.length}`);
  assert.equal(answers.filter(({ status }) => status === 201).length, asked.length - failed.length);
  for (const { reference } of failed.slice(0, 10)) await acquirer.find(reference).expect(404);
});

test('when it is off again, then none fails, and what failed can be captured after all', async () => {
  await acquirer.lab.on(acquirerErrors, 3);
  const asked = Array.from({ length: 20 }, () => captureRequest());
  await acquirer.captureAll(asked);
  await acquirer.lab.off();
  for (const { status } of await acquirer.captureAll(asked)) assert.equal(status, 201);
});
