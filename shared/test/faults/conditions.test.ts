import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { openFaults } from '@spanshop/shared/faults';
import { openLab, silentLogger } from '@spanshop/shared/testing';
import { aFault } from './a-fault.ts';

/** A lab whose one condition writes down what it is asked. */
async function startLab({ failures = 0 } = {}) {
  const lab = await openLab();
  const asked: (number | 'end')[] = [];
  let failuresLeft = failures;
  lab.faults.whileOn(aFault, {
    async begin(magnitude) {
      asked.push(magnitude);
      if (failuresLeft-- > 0) throw new Error('the database is away');
    },
    async end() {
      asked.push('end');
    },
  });
  return { ...lab, asked };
}

test('when a process starts, then what a crash may have left behind is put back first', async () => {
  const { start, asked, close } = await startLab();
  await start();
  assert.deepEqual(asked, ['end']);
  await close();
  assert.deepEqual(asked, ['end']);
});

test('when a fault goes on, changes and goes off, then its condition begins and ends once each time', async () => {
  const { start, on, off, asked, close } = await startLab();
  await start();
  await on(aFault, 1);
  await on(aFault, 3);
  await off();
  assert.deepEqual(asked, ['end', 10, 'end', 30, 'end']);
  await close();
  assert.deepEqual(asked, ['end', 10, 'end', 30, 'end']);
});

test('when another fault goes on and off, then the condition is left alone', async () => {
  const { start, write, asked, close } = await startLab();
  const flag = { state: 'ENABLED', variants: { off: 0, low: 1 }, defaultVariant: 'low' };
  await start();
  await write(JSON.stringify({ flags: { [aFault.name]: flag } }));
  await write(JSON.stringify({ flags: { [aFault.name]: flag, another: flag } }));
  await write(JSON.stringify({ flags: { [aFault.name]: flag } }));
  assert.deepEqual(asked, ['end', 10]);
  await close();
});

test('when a process starts outside lab mode, then what lab mode left behind is put back, and nothing else is done', async () => {
  const faults = openFaults({ LAB_MODE: 'off' }, silentLogger());
  const asked: string[] = [];
  faults.whileOn(aFault, {
    begin: async () => void asked.push('begin'),
    end: async () => void asked.push('end'),
  });
  await faults.start();
  await faults.stop();
  assert.deepEqual(asked, ['end']);
});

test('when a condition cannot be reached at the start, then the process starts all the same, and goes on trying', async () => {
  const { start, file, asked, close } = await startLab({ failures: 2 });
  const flag = { state: 'ENABLED', variants: { off: 0, low: 1 }, defaultVariant: 'low' };
  await writeFile(file, JSON.stringify({ flags: { [aFault.name]: flag } }));
  await start();
  assert.deepEqual(asked, ['end', 10]);
  await close();
});

test('when a process ends while it is on, then everything is put back', async () => {
  const { start, on, asked, close } = await startLab();
  await start();
  await on(aFault, 2);
  await close();
  assert.deepEqual(asked, ['end', 20, 'end']);
});

test('when a condition cannot begin, then what it may have done is put back, and it is tried again', async () => {
  const { start, on, asked, close } = await startLab({ failures: 1 });
  await start();
  await on(aFault, 2);
  assert.deepEqual(asked, ['end', 20, 'end', 20]);
  await close();
});
