import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { root } from '@spanshop/local/root';
import { launchDemo } from '@spanshop/local/testing';

const folder = mkdtempSync(join(tmpdir(), 'spanshop-diagnosis-'));
const shop = await launchDemo({ arguments: ['--no-shoppers'] });
after(async () => {
  shop.signal('SIGINT');
  await shop.exit;
  shop.forget();
  rmSync(folder, { recursive: true, force: true });
});

/** A fault of each sort: too many calls, a lock, an outside party that is slow, and one that fails. */
const faults = 'n-plus-one,hot-row-lock,slow-acquirer,acquirer-errors';

test('when four faults are recorded in a shop that runs, then the diagnosis names each, and next to nobody once they are cured', async t => {
  await shop.says(/Ready after/);
  const given = ['diagnosis', '--faults', faults, '--magnitudes', '3', '--no-controls', '--folder', folder];
  const bench = spawn(process.execPath, [join(root, 'commands/bench/src/main.ts'), ...given], {
    cwd: root,
    env: { ...process.env, LAUNCHER_PORT: String(shop.ports.LAUNCHER_PORT), SPANSHOP_FOLDER: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [exitCode]] = await Promise.all([text(bench.stdout), text(bench.stderr), once(bench, 'close')]);
  t.diagnostic(out);
  assert.deepEqual({ exitCode, err }, { exitCode: 0, err: '' });
  assert.match(out, /^diagnose +4 of 4 \S.*? 4 of 4 \S.*? 4 of 4 \S.*? 4 of 4 \S.*? 4 of 4 /m);
  assert.match(out, /Path from a user to the culprit, where somebody is named: 4 of 4 /);
  // Twenty of them and none is the bench's bar, on a machine that does nothing else; here one may be the machine's own doing.
  assert.match(out, /Controls in which somebody is named: [01] of 4\./);
});
