import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freePorts } from '@spanshop/local/ports';
import { launchDemo } from '@spanshop/local/testing';

test("when the user's shell is set up for other programs, then the demo is as it always is", async () => {
  const { nobody } = await freePorts('nobody');
  const demo = await launchDemo({
    arguments: ['--once'],
    environment: {
      OTEL_SERVICE_NAME: 'mine',
      OTEL_RESOURCE_ATTRIBUTES: 'service.name=mine',
      PGSSLMODE: 'require',
      PGOPTIONS: '-c default_transaction_read_only=on',
      NODE_USE_ENV_PROXY: '1',
      HTTP_PROXY: `http://127.0.0.1:${nobody}`,
      NO_PROXY: '',
    },
  });
  try {
    const { code } = await demo.exit;
    const { stdout, stderr } = demo.output();
    assert.equal(code, 0, stdout + stderr);
    for (const service of ['gateway', 'orders', 'fulfillment']) assert.match(stdout, new RegExp(`ms {2}${service} `));
  } finally {
    demo.forget();
  }
});
