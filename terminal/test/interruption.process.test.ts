import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';

const terminal = new URL('../src/index.ts', import.meta.url).href;

/** A program that says `ready`, and is sent one signal after each line that it says. */
async function interrupted(program: string, signals: readonly NodeJS.Signals[]) {
  const source = `import { runCommand, watchInterruption } from '${terminal}'; ${program}`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const left = [...signals];
  let output = '';
  child.stdout.on('data', chunk => {
    output += chunk;
    const next = left.shift();
    if (next) child.kill(next);
  });
  child.stderr.on('data', chunk => {
    output += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, output };
}

test('when Ctrl-C comes, then the work is told the signal and ends as it likes', async () => {
  const { code, output } = await interrupted(
    `const { signal, happened } = watchInterruption();
     const timer = setInterval(() => {}, 1000);
     process.stdout.write('ready\\n');
     await happened;
     clearInterval(timer);
     console.log('ended by ' + signal.reason);
     process.exitCode = 7;`,
    ['SIGINT'],
  );
  assert.equal(output, 'ready\nended by SIGINT\n');
  assert.equal(code, 7);
});

test('when a second one comes, then what is left to do by force is done and the exit code is 130', async () => {
  const { code, output } = await interrupted(
    `const interruption = watchInterruption();
     interruption.onForce(() => console.log('by force'));
     interruption.happened.then(() => process.stdout.write('ending\\n'));
     setInterval(() => {}, 1000);
     process.stdout.write('ready\\n');`,
    ['SIGTERM', 'SIGINT'],
  );
  assert.equal(output, 'ready\nending\nby force\n');
  assert.equal(code, 130);
});

test('when a command throws, then it says why in one sentence, and its exit code is that of the error', async () => {
  const { SentenceError } = await import('@spanshop/shared/errors');
  assert.equal(new SentenceError('no').exitCode, 1);
  const { code, output } = await interrupted(
    `import { usageError } from '@spanshop/shared/errors';
     process.exitCode = await runCommand('npm run thing', async () => { throw usageError('one\\nand two'); });`,
    [],
  );
  assert.equal(output, 'npm run thing: one and two\n');
  assert.equal(code, 2);
});

test('when a reader closes the pipe, then the command ends well', async () => {
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import { runCommand } from '${terminal}';
       process.exitCode = await runCommand('npm run thing', async () => {
         for (;;) await new Promise(resolve => process.stdout.write('more\\n'.repeat(10_000), resolve));
       });`,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let error = '';
  child.stderr.on('data', chunk => {
    error += chunk;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const [code] = await once(child, 'close');
  assert.deepEqual([code, error], [0, '']);
});
