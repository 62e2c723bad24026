import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { before, describe, test } from 'node:test';
import { readFlags } from '@spanshop/labs/flags';
import { freePorts } from '@spanshop/local/ports';
import { root } from '@spanshop/local/root';
import type { Stack } from './support/stack.ts';

/** Faults, switched on containers from outside of them. */
export function registerLabs(stack: Stack): void {
  describe('npm run lab', () => {
    before(() => stack.up());

    test('when a fault is switched on, then it is in effect in every container, and off again', async t => {
      const on = await lab(stack, 'on', 'slow-acquirer', '--magnitude', '1');
      t.diagnostic(on.said);
      assert.equal(on.exitCode, 0, on.said);
      assert.match(on.said, /^slow-acquirer, magnitude 1, for everybody\nIn effect in 6 services after \d+\.\d s\.$/);
      assert.equal((await readFlags(join(stack.faultsFolder, 'flags.json'))).switches.length, 1);
      const off = await lab(stack, 'off');
      assert.match(off.said, /^Nothing is on: .*\nIn effect in 6 services/);
    });

    test('when a container runs without lab mode, then one sentence names it', async () => {
      await stack.up({ environment: { LAB_MODE: 'off' } });
      const { said, exitCode } = await lab(stack, 'on', 'slow-acquirer');
      assert.equal(exitCode, 1);
      assert.match(said, /not in effect everywhere.*gateway runs without lab mode \(LAB_MODE\)/);
      await stack.up();
      assert.equal((await lab(stack, 'off')).exitCode, 0);
    });
  });
}

async function lab(stack: Stack, ...given: string[]): Promise<{ exitCode: number; said: string }> {
  const { LAUNCHER_PORT } = await freePorts('LAUNCHER_PORT');
  const child = spawn(process.execPath, [join(root, 'commands/lab/src/main.ts'), ...given], {
    cwd: root,
    env: { ...stack.environment, LAUNCHER_PORT: String(LAUNCHER_PORT) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [exitCode]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { exitCode, said: (out + err).trim() };
}
