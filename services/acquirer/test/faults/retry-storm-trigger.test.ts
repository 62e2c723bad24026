import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { trigger } from '../../src/faults/retry-storm/trigger.ts';
import { captureRequest, startFaultyAcquirer } from '../support/faulty-acquirer.ts';

const acquirer = await startFaultyAcquirer();
after(acquirer.close);

test('when it is on, then one card in twenty is refused, the same ones each time, and none when it is off', async () => {
  await acquirer.lab.on(trigger, 1);
  const asked = Array.from({ length: 200 }, () => captureRequest());
  const statuses = async () => (await acquirer.captureAll(asked)).map(({ status }) => status);
  const first = await statuses();
  const refused = first.filter(status => status === 503).length;
  assert.ok(refused >= 2 && refused <= 24, `${refused}`);
  assert.deepEqual(await statuses(), first);
  await acquirer.lab.off();
  assert.deepEqual(new Set(await statuses()), new Set([201]));
});
