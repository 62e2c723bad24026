import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFlags } from '@spanshop/labs/flags';
import { launchDemo, survivors } from '@spanshop/local/testing';

/** Longer than the tour takes on a busy machine. */
const patienceMs = 300_000;
/** Longer than a service may take to end. */
const endMs = 15_000;

test('when the tour is taken, then it tells its story, and leaves the shop running without a fault', async () => {
  const demo = await launchDemo({ arguments: ['--tour', '--no-shoppers'] });
  try {
    await demo.says(/The shop runs on/, patienceMs);
    const { stdout } = demo.output();
    assert.match(
      stdout,
      /1\. One order .*\n +Confirmed after \d+ ms, and shipped by now\.\n +All that happened for it: http/,
    );
    assert.match(stdout, /2\. Something goes wrong: /);
    assert.match(stdout, /3\. What was felt.*What users feel at POST \/orders.*inventory.*The cure: /s);
    assert.deepEqual((await readFlags(`${demo.folder}/faults/flags.json`)).switches, []);
    assert.equal((await fetch(`http://127.0.0.1:${demo.ports.GATEWAY_PORT}/readyz`)).status, 200);
    demo.signal('SIGINT');
    assert.deepEqual(await demo.exit, { code: 0, signal: null });
  } finally {
    const children = demo.children();
    demo.signal('SIGKILL');
    await survivors(children, endMs);
    demo.forget();
  }
});

test('when Ctrl-C is pressed in the tour, then everything ends and the exit code is 0', async () => {
  const demo = await launchDemo({ arguments: ['--tour', '--no-shoppers'] });
  try {
    await demo.says(/2\. Something goes wrong/);
    demo.signal('SIGINT');
    assert.deepEqual(await demo.exit, { code: 0, signal: null }, demo.output().stderr);
    assert.deepEqual((await readFlags(`${demo.folder}/faults/flags.json`)).switches, []);
  } finally {
    demo.forget();
  }
});
