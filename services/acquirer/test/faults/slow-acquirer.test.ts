import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openLab } from '@spanshop/shared/testing';
import { cardNetworkWithFaults } from '../../src/faults/card-network.ts';
import { slowAcquirer } from '../../src/faults/slow-acquirer/entry.ts';
import { captureRequest, startFaultyAcquirer } from '../support/faulty-acquirer.ts';

const [acquirer, healthy] = [await startFaultyAcquirer(20), await startFaultyAcquirer(20)];
after(() => Promise.all([acquirer.close(), healthy.close()]));

test('when it was on for one capture, then that one ends after another that came later', async () => {
  const lab = await openLab();
  await lab.start();
  // It is still at work when the flags have been read again.
  const cardNetwork = cardNetworkWithFaults(lab.faults, 100);
  const ended: string[] = [];
  await lab.on(slowAcquirer, 3);
  const slow = cardNetwork(captureRequest()).then(() => ended.push('slow'));
  await lab.off();
  await cardNetwork(captureRequest()).then(() => ended.push('usual'));
  await slow;
  assert.deepEqual(ended, ['usual', 'slow']);
  await lab.close();
});

test('when it is on, then the answers are what they were, and come after those of one that is well', async () => {
  await acquirer.lab.on(slowAcquirer, 3);
  const ended: string[] = [];
  const captureBy = async (name: string, { captureAll }: typeof acquirer) => {
    const answers = await captureAll([captureRequest(), captureRequest({ cardToken: 'tok_declined' })]);
    ended.push(name);
    return answers.map(({ body }) => body.status);
  };
  const statuses = await Promise.all([captureBy('slow', acquirer), captureBy('healthy', healthy)]);
  assert.deepEqual(statuses, [
    ['captured', 'declined'],
    ['captured', 'declined'],
  ]);
  assert.deepEqual(ended, ['healthy', 'slow']);
});
