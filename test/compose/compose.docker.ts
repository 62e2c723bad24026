import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { registerDirect } from './direct.suite.ts';
import { registerExploring } from './exploring.suite.ts';
import { registerFullQueue } from './full-queue.suite.ts';
import { registerHardening } from './hardening.suite.ts';
import { registerKills } from './kills.suite.ts';
import { registerLabs } from './labs.suite.ts';
import { registerLoad } from './load.suite.ts';
import { registerOutages } from './outages.suite.ts';
import { registerStarting } from './starts.suite.ts';
import { dockerIsRequired, whyNoDocker } from './support/require-docker.ts';
import { createStack, docker, projectName } from './support/stack.ts';

const reason = whyNoDocker();

if (reason) {
  test('when the shop runs on containers, then it holds what it promises', { skip: !dockerIsRequired && reason }, () =>
    assert.fail(reason),
  );
} else {
  const stack = await createStack();
  describe('the shop on containers', () => {
    before(async () => {
      await stack.down();
      await stack.run('build');
    });
    after(() => stack.down());

    // One stack for all of them, in this order: the first starts it, the last ones change it. Load fills Jaeger, which
    // forgets its oldest traces then: what counts traces comes before.
    registerStarting(stack);
    registerHardening();
    registerExploring(stack);
    registerOutages(stack);
    registerKills(stack);
    registerFullQueue(stack);
    registerLabs(stack);
    registerLoad(stack);
    registerDirect(stack);

    test('when it is taken down with its volumes, then nothing is left', async () => {
      await stack.down();
      const label = `label=com.docker.compose.project=${projectName}`;
      assert.equal(docker('ps', '--all', '--quiet', '--filter', label), '');
      assert.equal(docker('volume', 'ls', '--quiet', '--filter', label), '');
      assert.equal(docker('network', 'ls', '--quiet', '--filter', label), '');
    });
  });
}
