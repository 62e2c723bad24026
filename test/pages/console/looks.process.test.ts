import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { realBrowser } from '@spanshop/local/testing';
import { oddTrace, orderTrace } from '../../../services/console/test/support/odd-trace.ts';
import { spanIdOf, traceIdOf } from '../../../services/console/test/support/otlp-trace.ts';
import { barriers, keepScreenshot, looks, overflowPx } from '../../support/looks.ts';
import { type ConsoleInBrowser, startConsoleInBrowser } from './support.ts';

const { skip, launch } = realBrowser();
const [odd, ...orders] = [1, 2, 3, 4].map(traceIdOf);
let shop: ConsoleInBrowser;

before(async () => {
  if (skip) return;
  shop = await startConsoleInBrowser(launch);
  const now = Date.now();
  await shop.backend.send(oddTrace(odd as string, now - 50_000));
  for (const [index, traceId] of orders.entries()) {
    await shop.backend.send(orderTrace(traceId, now - 40_000 + index * 7_000, { slowerMs: index * 60 }));
  }
});

after(() => shop?.close());

/** Each page, and what is there once it is drawn. */
const pages: Readonly<Record<string, readonly [path: string, isDrawn: string]>> = {
  traces: ['/traces', '.trace-list li'],
  'no traces': ['/traces?service=nobody&failed=yes', '.empty'],
  'a trace': [`/traces/${orders[0]}`, '[role=treeitem]'],
  'a span': [`/traces/${orders[1]}?span=${spanIdOf(3)}&zoom=all&folded=shown`, '.details'],
  'an odd span': [`/traces/${odd}?span=${spanIdOf(2)}`, '.details'],
  'the path': [`/traces/${orders[2]}?view=path`, '.path-list li'],
  'the flame graph': [`/traces/${orders[2]}?view=flame`, '.frames button'],
  'the raw trace': [`/traces/${orders[2]}?view=json`, '.raw pre'],
  'a comparison': [`/compare?a=${orders[0]}&b=${orders[2]}`, '.changes li'],
  'nothing to compare with': [`/compare?a=${orders[0]}`, '.compare select'],
  'nothing here': ['/traces/x/y', 'h1'],
};

for (const [name, [path, isDrawn]] of Object.entries(pages)) {
  for (const look of looks) {
    test(`when ${name} is opened ${look.width} px wide and ${look.colorScheme}, then it can be read, and needs nobody but the console`, {
      skip,
    }, async () => {
      const { page, complaints, requests, close } = await shop.open(path, look);
      try {
        await page.locator(isDrawn).first().waitFor();
        assert.ok((await overflowPx(page)) <= 0, 'wider than the window');
        assert.deepEqual(await barriers(page), []);
        await keepScreenshot(page, `console-${name.replaceAll(' ', '-')}`, look);
        const expected = name === 'nothing here' ? /404/ : /^$/;
        assert.match(complaints.join('\n'), expected);
        assert.deepEqual(
          requests.filter(address => !address.startsWith(`${shop.url}/`)),
          [],
        );
      } finally {
        await close();
      }
    });
  }
}
