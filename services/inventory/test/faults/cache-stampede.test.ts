import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { assertUnnamed, clearSpans } from '@spanshop/shared/testing';
import { cacheStampede } from '../../src/faults/cache-stampede/entry.ts';
import { expiringTogether } from '../../src/faults/cache-stampede/expiring-together.ts';
import { queries, startLab } from '../support/start-lab.ts';

const lab = await startLab({ CATALOGUE_TTL_MS: '3600000' });
after(lab.close);
beforeEach(clearSpans);

const look = async (path: string) => (await (await fetch(lab.url + path)).json()) as { sku?: string };
const atOnce = (path: string, visitors: number) => Promise.all(Array.from({ length: visitors }, () => look(path)));
const lookUps = () => queries('SELECT inventory.products').length;

test('when many come at once, then each looks up by himself while it is on, and one for all when it is off', async () => {
  const [healthy] = await atOnce('/products?tenant=main&limit=20', 6);
  assert.equal(lookUps(), 1);
  clearSpans();
  await lab.on(cacheStampede, 1);
  for (const answer of await atOnce('/products?tenant=main&limit=20', 6)) assert.deepEqual(answer, healthy);
  assert.equal(lookUps(), 6);
  assertUnnamed(cacheStampede);
  await look('/products?tenant=main&limit=20');
  assert.equal(lookUps(), 6, 'what was found is kept');
  clearSpans();
  await lab.off();
  await atOnce('/products?tenant=outlet&limit=20', 6);
  assert.equal(lookUps(), 1);
});

test('when one product is looked at by many at once, then it is the same', async () => {
  await lab.on(cacheStampede, 1);
  const answers = await atOnce('/products/sku-0009?tenant=main', 4);
  for (const answer of answers) assert.equal((answer as { sku: string }).sku, 'sku-0009');
  assert.equal(lookUps(), 4);
  await lab.off();
});

test('when the clock comes to a multiple of the time to live, then all that is kept ends', async context => {
  context.mock.timers.enable({ apis: ['Date'], now: 10_400 });
  const lookedUp: string[] = [];
  const lookUp = expiringTogether(async (what: string) => lookedUp.push(what), 1_000);
  await lookUp('early');
  context.mock.timers.tick(500);
  await lookUp('late');
  await lookUp('early');
  assert.deepEqual(lookedUp, ['early', 'late']);
});
