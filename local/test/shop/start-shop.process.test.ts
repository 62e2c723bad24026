import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scratchFolder } from '@spanshop/local/testing';
import { freePorts } from '../../src/ports/index.ts';
import { startShop } from '../../src/shop/index.ts';
import { databaseUrls, readConfig, topologyOf, traceStoreName } from '../../src/topology/index.ts';

test('when a part never gets ready, then the wait for it ends in a sentence that names it', async t => {
  const givenUrl = process.env['TEST_DATABASE_URL'] ?? assert.fail('npm test sets TEST_DATABASE_URL');
  const { otlp, query } = await freePorts('otlp', 'query');
  const config = readConfig({ TRACE_STORE_OTLP_PORT: String(otlp), TRACE_STORE_QUERY_PORT: String(query) });
  const store = topologyOf({ config, database: databaseUrls(givenUrl), historyOrders: 0 }).filter(
    ({ name }) => name === traceStoreName,
  );
  const logFolder = scratchFolder(t);
  const shop = startShop({
    // It answers 404 there.
    topology: store.map(process => ({ ...process, readyUrl: `${process.readyUrl}/nothing` })),
    database: { givenUrl, dataFolder: logFolder, port: 0 },
    logFolder,
    environment: process.env,
    onProblem: () => {},
    readyWithinMs: 5_000,
  });
  await assert.rejects(shop.ready, {
    name: 'SentenceError',
    message: `the shop is not ready after 5 s: it still waits for trace-store; logs are in ${logFolder}`,
  });
  assert.deepEqual(await shop.stop(), []);
});
