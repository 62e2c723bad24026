import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadConfig } from '@spanshop/shared/config';
import { configSchema } from '../src/config.ts';

const environment = {
  PORT: '8082',
  ADMIN_PORT: '9082',
  DATABASE_URL: 'postgres://spanshop_orders:demo-only@127.0.0.1:5432/spanshop',
  INVENTORY_URL: 'http://127.0.0.1:8084',
  PAYMENTS_URL: 'http://127.0.0.1:8083',
};

test('when only the necessary variables are set, then the durations fit each other', () => {
  loadConfig(configSchema, environment);
});

for (const [settings, problem] of [
  [{ PEER_TIMEOUT_MS: '4500' }, /REQUEST_TIMEOUT_MS: 4500 must be more than PEER_TIMEOUT_MS \(4500\)/],
  [{ SAGA_LEASE_MS: '7000' }, /SAGA_LEASE_MS: 7000 must be more than REQUEST_TIMEOUT_MS \+ UNDO_TIMEOUT_MS \(7000\)/],
  [{ UNDO_TIMEOUT_MS: '3500' }, /SAGA_LEASE_MS: 8000 must be more than REQUEST_TIMEOUT_MS \+ UNDO_TIMEOUT_MS \(8000\)/],
] as const) {
  test(`when orders is given ${JSON.stringify(settings)}, then it does not start and says why`, () => {
    assert.throws(() => loadConfig(configSchema, { ...environment, ...settings }), problem);
  });
}
