import assert from 'node:assert/strict';
import { test } from 'node:test';
import { databaseUrls, readConfig, topologyOf } from '../../src/topology/index.ts';

const database = databaseUrls('postgres://postgres:demo-only@127.0.0.1:5432/postgres');
const topology = topologyOf({ config: readConfig({}), database, historyOrders: 0 });

/** The roles whose connections a process is given. */
function rolesOf(name: string): Set<string> {
  const { environment = {} } = topology.find(process => process.name === name) ?? {};
  return new Set(Object.values(environment).flatMap(value => /^postgres:\/\/(\w+):/.exec(value)?.[1] ?? []));
}

test('when the acquirer is started, then it is given no password of the shop', () => {
  assert.deepEqual(rolesOf('acquirer'), new Set(['spanshop_acquirer']));
  assert.deepEqual(rolesOf('payments'), new Set(['spanshop_payments', 'spanshop_migrator']));
});
