import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  databaseConfig,
  durationMs,
  type Environment,
  inOrder,
  loadConfig,
  peerUrl,
  serviceConfig,
} from '@spanshop/shared/config';
import { SentenceError } from '@spanshop/shared/errors';
import { z } from 'zod';

const schema = serviceConfig
  .extend(databaseConfig.shape)
  .extend({ ORDERS_URL: peerUrl, TTL_MS: durationMs.default(7) });
const good: Environment = {
  PORT: '8081',
  ADMIN_PORT: '0',
  DATABASE_URL: 'postgres://user:secret@127.0.0.1:5432/spanshop',
  ORDERS_URL: 'http://127.0.0.1:8082',
};

function messageOf(environment: Environment, of: z.ZodType = schema): string {
  try {
    loadConfig(of, environment);
  } catch (error) {
    assert.ok(error instanceof SentenceError);
    return error.message;
  }
  return assert.fail('the configuration was accepted');
}

test('when all variables are good, then numbers are numbers and what is not said has its default', () => {
  const config = loadConfig(schema, good);
  assert.equal(config.PORT, 8_081);
  assert.equal(config.HOST, '127.0.0.1');
  assert.deepEqual(config.ALLOWED_HOSTS, []);
  assert.equal(config.DATABASE_POOL_SIZE, 10);
  assert.equal(config.MIGRATION_DATABASE_URL, undefined);
  assert.equal(config.TTL_MS, 7);
});

test('when several variables are wrong or missing, then one line names every one of them', () => {
  const message = messageOf({
    ADMIN_PORT: '70000',
    DATABASE_URL: 'mysql://x',
    DATABASE_POOL_SIZE: 'many',
    ORDERS_URL: 'orders',
    LOG_LEVEL: 'loud',
    TTL_MS: '-1',
  });
  assert.doesNotMatch(message, /\n/);
  for (const name of ['PORT', 'ADMIN_PORT', 'DATABASE_URL', 'DATABASE_POOL_SIZE', 'ORDERS_URL', 'LOG_LEVEL', 'TTL_MS'])
    assert.match(message, new RegExp(`\\b${name}: `));
  assert.match(message, /\bPORT: is missing/);
  assert.match(message, /DATABASE_POOL_SIZE: expected a number/);
  assert.match(message, /LOG_LEVEL: expected fatal or error or warn/);
  assert.match(message, /ORDERS_URL: expected http:\/\/host:port/);
});

test('when shutting down may take as long as the launcher waits, then that is refused', () => {
  assert.match(messageOf({ ...good, SHUTDOWN_TIMEOUT_MS: '10000' }), /SHUTDOWN_TIMEOUT_MS: /);
});

test('when a variable is wrong, then its value, which may be a secret, is not in the message', () => {
  assert.doesNotMatch(messageOf({ ...good, DATABASE_URL: 'mysql://user:secret@host/db' }), /secret/);
});

test('when a variable is set to the empty string, then it counts as unset', () => {
  assert.equal(loadConfig(schema, { ...good, HOST: '', TTL_MS: '' }).TTL_MS, 7);
  assert.match(messageOf({ ...good, PORT: '' }), /\bPORT: is missing/);
});

test('when the configuration is changed afterwards, then that throws', () => {
  const config = loadConfig(schema, good);
  assert.ok(Object.isFrozen(config));
  assert.throws(() => Object.assign(config, { PORT: 1 }), TypeError);
});

test('when the environment holds other variables, then they are left out', () => {
  assert.equal('HOME' in loadConfig(schema, { ...good, HOME: '/' }), false);
});

test('when a host name has a port or a scheme, then the message says what is expected', () => {
  for (const ALLOWED_HOSTS of ['shop.example:8080', 'http://shop.example', 'shop.example,', '*']) {
    assert.match(
      messageOf({ ...good, ALLOWED_HOSTS }),
      /^invalid configuration: ALLOWED_HOSTS: expected names without a port/,
    );
  }
});

test('when durations are in the wrong order, then every one is named with the values, defaults too', () => {
  const milliseconds = z.coerce.number();
  const schema = z
    .object({
      TIMEOUT_MS: milliseconds.default(10),
      UNDO_MS: milliseconds.default(5),
      LEASE_MS: milliseconds.default(20),
    })
    .superRefine(inOrder(['LEASE_MS', 'TIMEOUT_MS', 'UNDO_MS'], ['TIMEOUT_MS', 'UNDO_MS']));
  assert.equal(loadConfig(schema, {}).LEASE_MS, 20);
  assert.throws(
    () => loadConfig(schema, { UNDO_MS: '10' }),
    /^SentenceError: invalid configuration: LEASE_MS: 20 must be more than TIMEOUT_MS \+ UNDO_MS \(20\); TIMEOUT_MS: 10 must be more than UNDO_MS \(10\)$/,
  );
});
