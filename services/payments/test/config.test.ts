import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadConfig } from '@spanshop/shared/config';
import { SentenceError } from '@spanshop/shared/errors';
import { configSchema } from '../src/config.ts';

const environment = {
  PORT: '8083',
  ADMIN_PORT: '9083',
  DATABASE_URL: 'postgres://spanshop_payments:demo-only@127.0.0.1:5432/spanshop',
  ACQUIRER_URL: 'http://127.0.0.1:8086',
};

test('when only the necessary variables are set, then the rest has defaults that fit each other', () => {
  const config = loadConfig(configSchema, environment);
  assert.ok(config.ACQUIRER_TIMEOUT_MS < config.REQUEST_TIMEOUT_MS);
  assert.ok(config.REQUEST_TIMEOUT_MS < config.SETTLE_AFTER_MS, 'nobody settles a charge that a request works on');
});

test('when several variables are wrong, then one line names each of them', () => {
  const wrong = { ...environment, ACQUIRER_URL: 'acquirer', BREAKER_ERROR_PERCENT: '150', ACQUIRER_TIMEOUT_MS: 'soon' };
  assert.throws(
    () => loadConfig(configSchema, wrong),
    (error: Error) =>
      error instanceof SentenceError &&
      ['ACQUIRER_URL', 'BREAKER_ERROR_PERCENT', 'ACQUIRER_TIMEOUT_MS'].every(name => error.message.includes(name)) &&
      !error.message.includes('\n'),
  );
});
