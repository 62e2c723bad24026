import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { memoryOf } from '../../src/processes/memory.ts';

test('when a named process has started others, then their memory counts as its own', async () => {
  const pile = "const pile = Buffer.alloc(64e6, 1); console.log('ready'); setInterval(() => pile, 1e6)";
  const script = `const { spawn } = require('node:child_process');
    const child = spawn(process.execPath, ['-e', ${JSON.stringify(pile)}], { stdio: ['ignore', 'inherit', 'inherit'] });
    process.on('disconnect', () => child.kill());`;
  const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  try {
    await once(parent.stdout as NodeJS.ReadableStream, 'data');
    const { measure, processes } = memoryOf([
      { name: 'us', pid: process.pid },
      { name: 'parent', pid: parent.pid as number },
    ]);
    assert.equal(measure, process.platform === 'linux' ? 'PSS' : 'RSS');
    const [us, them] = processes;
    assert.ok((us?.mebibytes ?? 0) > 20 && (us?.mebibytes ?? 0) < 1_000);
    assert.ok((them?.mebibytes ?? 0) > 64, JSON.stringify(processes));
  } finally {
    parent.disconnect();
    await once(parent, 'exit');
  }
});
