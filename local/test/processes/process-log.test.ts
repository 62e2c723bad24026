import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { limitProblems } from '../../src/processes/limit-problems.ts';
import { openProcessLog } from '../../src/processes/process-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'spanshop-log-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('when a process logs, then all of it is in the file and what is wrong is shown in short', async () => {
  const problems: string[] = [];
  const file = join(folder, 'orders.log');
  const log = openProcessLog(file, problem => problems.push(problem));
  const lines = [
    '{"level":"info","msg":"listening"}',
    '{"level":"warn","msg":"the queue had an error","err":{"message":"connection lost"}}',
    '{"level":"error","msg":"request failed","err":{"message":"request failed"}}',
    'file:///shop/server.ts:3',
    '    throw new Error("no");',
    '          ^',
    '',
    'Error: größer',
    '    at file:///shop/server.ts:3:9',
    '',
    'Node.js v24.21.0',
  ];
  const script = `for (const line of ${JSON.stringify(lines)}) process.stdout.write(line + '\\n')`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', log.descriptor, log.descriptor] });
  await once(child, 'exit');
  assert.equal(log.lastError(), 'Error: größer');
  log.close();
  assert.deepEqual(problems, [
    'warn: the queue had an error: connection lost',
    'error: request failed',
    'Error: größer',
  ]);
  assert.equal(readFileSync(file, 'utf8'), `${lines.join('\n')}\n`);
});

test('when there are too many problems at once, then the rest is counted and told later', () => {
  const shown: string[] = [];
  let now = 0;
  const problem = limitProblems(
    text => shown.push(text),
    () => now,
  );
  for (let index = 0; index < 15; index += 1) problem(`problem ${index}`);
  assert.equal(shown.length, 10);
  now = 10_000;
  problem('another');
  assert.deepEqual(shown.slice(10), ['5 more warnings and errors are in the logs', 'another']);
});
