import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launchDemo } from '@spanshop/local/testing';

test('when one order is followed, then its tree is shown, every check holds and the exit code is 0', async () => {
  const demo = await launchDemo({ arguments: ['--once'] });
  try {
    const { code } = await demo.exit;
    const { stdout, stderr } = demo.output();
    assert.equal(code, 0, stdout + stderr);
    for (const service of ['gateway', 'orders', 'inventory', 'payments', 'fulfillment']) {
      assert.match(stdout, new RegExp(`ms  ${service} +[├└│ ]*\\w.* (SERVER|CONSUMER) +main gold`));
    }
    const checks = /Checks:\n((?: {2}.*\n)+)/.exec(stdout)?.[1]?.trim().split('\n') ?? [];
    assert.ok(checks.length >= 7);
    assert.deepEqual(
      checks.filter(check => !check.trimStart().startsWith('✓')),
      [],
    );
    assert.match(stdout, /whole trace of the shipped order visible \d+\.\d s/);
    assert.match(stdout, /Memory \(PSS|RSS\):\n(?: {2}\S+ +\d+ MiB\n){10} {2}sum +\d+ MiB/);
  } finally {
    demo.forget();
  }
});

test('when the trace goes elsewhere, then one sentence says so and the exit code is 1', async () => {
  const demo = await launchDemo({
    arguments: ['--once'],
    environment: { OTEL_TRACES_EXPORTER: 'none' },
  });
  try {
    assert.equal((await demo.exit).code, 1);
    assert.match(demo.output().stderr, /did not reach the trace store .* OTEL_\* variables/);
  } finally {
    demo.forget();
  }
});
