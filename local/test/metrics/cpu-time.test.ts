import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { cpuTimeMs } from '@spanshop/local/metrics';

test('when a process works, then its processor time tells how much', async () => {
  const before = await cpuTimeMs(process.pid);
  const startedUs = process.cpuUsage();
  while (process.cpuUsage(startedUs).user < 200_000);
  const after = await cpuTimeMs(process.pid);
  assert.ok(before !== undefined && after !== undefined);
  assert.ok(after - before >= 180, `${after - before} ms of 200`);
});

test('when a process has ended, then it has no processor time', async () => {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  assert.equal(await cpuTimeMs(child.pid as number), undefined);
});
