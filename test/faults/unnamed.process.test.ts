import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { catalogue } from '@spanshop/labs/catalogue';
import { flagKey } from '@spanshop/shared/faults';
import { databaseSchema } from '../support/database-schema.ts';
import { knock, type LabShop, mostTraces, startLabShop } from '../support/lab-shop.ts';

/** Everything that somebody could read who looks for a fault, by where it was found. */
const evidence = new Map<string, string>();
/** Faults after which the database was not as it had been. */
const leftBehind: string[] = [];
let shop: LabShop;

before(async () => {
  shop = await startLabShop();
  const schema = await databaseSchema(shop.auditor);
  for (const { name } of catalogue) {
    await shop.turnOn(name);
    evidence.set(`answers under ${name}`, JSON.stringify(await knock(shop)));
    evidence.set(`metrics under ${name}`, await operatorsView());
    await shop.turnOff();
    if ((await databaseSchema(shop.auditor)) !== schema) leftBehind.push(name);
  }
  evidence.set('spans', await shop.traces());
  evidence.set('what reached the acquirer', JSON.stringify(shop.toAcquirer.requests));
  evidence.set('logs', shop.log().join('\n'));
});
after(() => shop.close());

/** `/metrics` and `/lab` of every admin port. */
async function operatorsView(): Promise<string> {
  const pages = Object.values(shop.adminUrls).flatMap(url => [`${url}/metrics`, `${url}/lab`]);
  return (await Promise.all(pages.map(async page => (await fetch(page)).text()))).join('\n');
}

/** PostgreSQL's own words for what has happened, by whoever's fault. */
const naturalWords = /deadlock detected|deadlock_detected|deadlock_timeout/gi;

function placesOf(pattern: RegExp): string[] {
  return [...evidence].flatMap(([where, text]) => {
    const [found] = [...text.replaceAll(naturalWords, '').matchAll(pattern)];
    return found ? [`${where}: …${found.input.slice(Math.max(found.index - 100, 0), found.index + 80)}…`] : [];
  });
}

test('when every fault was on, then the search finds what is there', () => {
  const traces = new Set(
    [...String(evidence.get('spans')).matchAll(/"traceId":"([0-9a-f]{32})"/g)].map(([, id]) => id),
  );
  assert.ok(
    traces.size > catalogue.length && traces.size < mostTraces,
    `all of the ${traces.size} traces were searched`,
  );
  for (const known of [
    /POST \/charges/g,
    /shop\.tenant/g,
    /order handled/g,
    /nodejs_/g,
    /"labMode":true/g,
    /traceresponse/gi,
  ]) {
    assert.notDeepEqual(placesOf(known), [], String(known));
  }
});

for (const { name } of catalogue) {
  test(`when ${name} was on, then nothing says its name or the key of its flag`, () => {
    for (const word of [name, flagKey(name, undefined)])
      assert.deepEqual(placesOf(new RegExp(`\\b${word}\\b`, 'gi')), []);
  });
  test(`when ${name} is off again, then the database is as it was`, () => {
    assert.ok(!leftBehind.includes(name));
  });
}

for (const [what, pattern] of Object.entries({
  'the member of baggage that aims a fault': /lab\.fault/gi,
  'how hard a fault is': /\bmagnitude\b/gi,
  'a file of a seam': /\bfaults\/[a-z-]+(\/|\.ts)/gi,
})) {
  test(`when every fault was on, then ${what} is in no span, log, metric, answer or URL`, () => {
    assert.deepEqual(placesOf(pattern), []);
  });
}
