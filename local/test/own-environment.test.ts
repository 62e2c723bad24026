import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepOwnEnvironment } from '../src/own-environment.ts';

function kept(environment: NodeJS.ProcessEnv, databaseUrl?: string): NodeJS.ProcessEnv {
  keepOwnEnvironment(environment, databaseUrl);
  return environment;
}

test('when the shell names proxies, then they stay, but for this machine', () => {
  const given = { HTTP_PROXY: 'http://proxy:3128', NO_PROXY: 'example.org,127.0.0.1' };
  const noProxy = 'example.org,127.0.0.1,localhost,::1';
  assert.deepEqual(kept(given), { HTTP_PROXY: 'http://proxy:3128', NO_PROXY: noProxy, no_proxy: noProxy });
});

test('when the shell names a service, then what it says beside that stays', () => {
  const { OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES, OTEL_TRACES_SAMPLER } = kept({
    OTEL_SERVICE_NAME: 'mine',
    OTEL_RESOURCE_ATTRIBUTES: 'team=shop, service.name=mine,service.instance.id=1,service.namespace=ours',
    OTEL_TRACES_SAMPLER: 'always_on',
  });
  assert.equal(OTEL_SERVICE_NAME, undefined);
  assert.equal(OTEL_RESOURCE_ATTRIBUTES, 'team=shop,service.namespace=ours');
  assert.equal(OTEL_TRACES_SAMPLER, 'always_on');
});

test("when the shell is set up for a PostgreSQL, then that reaches the user's database only", () => {
  const given = { PGSSLMODE: 'require', PGOPTIONS: '-c statement_timeout=1', PG_COLOR: 'always' };
  assert.deepEqual(Object.keys(kept({ ...given })).sort(), ['NO_PROXY', 'PG_COLOR', 'no_proxy']);
  const { PGSSLMODE } = kept({ ...given }, 'postgres://me@example.org/shop');
  assert.equal(PGSSLMODE, 'require');
});
