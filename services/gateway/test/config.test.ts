import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadConfig } from '@spanshop/shared/config';
import { configSchema } from '../src/config.ts';

const environment = {
  PORT: '8080',
  ADMIN_PORT: '9080',
  DATABASE_URL: 'postgres://spanshop_gateway:demo-only@127.0.0.1:5432/spanshop',
  ORDERS_URL: 'http://127.0.0.1:8082',
  INVENTORY_URL: 'http://127.0.0.1:8084',
};

test('when only the necessary variables are set, then the durations fit each other', () => {
  loadConfig(configSchema, environment);
});

for (const [settings, problem] of [
  [{ PEER_TIMEOUT_MS: '6000' }, /REQUEST_TIMEOUT_MS: 6000 must be more than PEER_TIMEOUT_MS \(6000\)/],
  [{ IDEMPOTENCY_LEASE_MS: '6000' }, /IDEMPOTENCY_LEASE_MS: 6000 must be more than REQUEST_TIMEOUT_MS \(6000\)/],
] as const) {
  test(`when the gateway is given ${JSON.stringify(settings)}, then it does not start and says why`, () => {
    assert.throws(() => loadConfig(configSchema, { ...environment, ...settings }), problem);
  });
}
