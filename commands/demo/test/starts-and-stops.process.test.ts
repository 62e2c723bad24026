import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Launch, launchDemo, survivors } from '@spanshop/local/testing';

const skip = process.platform === 'linux' ? false : 'processes are looked for in /proc';
/** Longer than a service may take to end. */
const endMs = 15_000;

test('when Ctrl-C is pressed in a running shop, then everything ends and the exit code is 0', { skip }, async () => {
  const demo = await launchDemo({ arguments: ['--orders-per-second', '20'] });
  try {
    await demo.says(/Ready after/);
    await demo.says(/requests [1-9]/);
    const children = demo.children();
    assert.ok(children.size >= 9, [...children.values()].join('\n'));
    demo.signal('SIGINT');
    assert.deepEqual(await demo.exit, { code: 0, signal: null }, demo.output().stderr);
    assert.deepEqual(await survivors(children, 0), []);
    assert.equal(demo.output().stderr, '');
  } finally {
    await clean(demo);
  }
});

test('when Ctrl-C is pressed while the shop starts, then everything ends and the exit code is 0', {
  skip,
}, async () => {
  const demo = await launchDemo();
  try {
    await demo.says(/Spanshop starts/);
    const children = demo.children();
    demo.signal('SIGINT');
    assert.deepEqual(await demo.exit, { code: 0, signal: null }, demo.output().stderr);
    assert.deepEqual(await survivors(children, endMs), []);
  } finally {
    await clean(demo);
  }
});

test('when Ctrl-C is pressed twice, then everything is ended at once', { skip }, async () => {
  const demo = await launchDemo({ arguments: ['--no-shoppers'] });
  try {
    await demo.says(/Ready after/);
    const children = demo.children();
    demo.signal('SIGINT');
    demo.signal('SIGTERM');
    assert.deepEqual(await demo.exit, { code: 130, signal: null });
    assert.deepEqual(await survivors(children, endMs), []);
  } finally {
    await clean(demo);
  }
});

test('when a service dies, then one sentence names it, everything ends and the exit code is 1', { skip }, async () => {
  const demo = await launchDemo({ arguments: ['--no-shoppers'] });
  try {
    await demo.says(/Ready after/);
    const children = demo.children();
    kill(children, 'services/payments/src/server.ts');
    assert.deepEqual(await demo.exit, { code: 1, signal: null });
    assert.match(demo.output().stderr, /^npm run demo: payments was ended by SIGKILL.*its log is .*payments\.log$/m);
    assert.deepEqual(await survivors(children, 0), []);
  } finally {
    await clean(demo);
  }
});

test('when PostgreSQL dies, then one sentence says so, everything ends and the exit code is 1', { skip }, async () => {
  const demo = await launchDemo({ arguments: ['--no-shoppers'] });
  try {
    await demo.says(/Ready after/);
    const children = demo.children();
    kill(children, '/bin/postgres -D');
    assert.deepEqual(await demo.exit, { code: 1, signal: null });
    assert.match(demo.output().stderr, /^npm run demo: PostgreSQL ended by itself; its log is .*postgres\.log$/m);
    assert.deepEqual(await survivors(children, endMs), []);
  } finally {
    await clean(demo);
  }
});

test('when the launcher is killed, then nothing that it started is left', { skip }, async () => {
  const demo = await launchDemo({ arguments: ['--no-shoppers'] });
  try {
    await demo.says(/Ready after/);
    const children = demo.children();
    demo.signal('SIGKILL');
    await demo.exit;
    assert.deepEqual(await survivors(children, endMs), []);
  } finally {
    await clean(demo);
  }
});

function kill(children: ReadonlyMap<number, string>, command: string): void {
  const [pid] = [...children].find(([, line]) => line.includes(command) && !line.startsWith('/bin/sh')) ?? [];
  assert.ok(pid, `no process ${command}`);
  process.kill(pid, 'SIGKILL');
}

/** Whatever the test did: nothing runs on, nothing stays on the disk. */
async function clean(demo: Launch): Promise<void> {
  const children = demo.children();
  demo.signal('SIGKILL');
  await demo.exit;
  await survivors(children, endMs);
  demo.forget();
}
