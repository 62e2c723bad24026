import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { realBrowser } from '@spanshop/local/testing';
import type { Browser } from 'playwright-core';
import { barriers, keepScreenshot, looks, openPage, overflowPx } from '../../../../test/support/looks.ts';
import { runPage } from '../../src/report/run-page.ts';
import { exampleBreakpoint, exampleRun } from '../support/example-run.ts';

const { skip, launch } = realBrowser();
const folder = mkdtempSync(join(tmpdir(), 'spanshop-load-page-'));
let browser: Browser;

const run = exampleRun();
const capacity = {
  ...run.record,
  objectives: [],
  worst: {},
  exitCode: 0,
  k6ExitCode: 0,
  breakpoint: exampleBreakpoint(),
};
const pages = {
  'a failed objective': { text: runPage(run), heading: /^Not met: order p95\./ },
  'a capacity': { text: runPage({ ...run, record: capacity }), heading: /^The shop serves 50\.0 visits\/s/ },
};

before(async () => {
  if (!skip) browser = await launch();
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

for (const [name, { text, heading }] of Object.entries(pages)) {
  for (const look of looks) {
    const seen = `${look.width} px wide and ${look.colorScheme}`;
    test(`when the report of ${name} is ${seen}, then it can be read, its charts are there, and it needs nothing but itself`, {
      skip,
    }, async () => {
      const file = join(folder, 'report.html');
      writeFileSync(file, text);
      const address = pathToFileURL(file).href;
      const opened = await openPage(browser, { address, look, offline: true });
      try {
        assert.match(await opened.page.locator('h1').first().innerText(), heading);
        assert.ok((await overflowPx(opened.page)) <= 0, 'wider than the window');
        for (const chart of await opened.page.locator('svg').all()) {
          const box = await chart.boundingBox();
          assert.ok(box && box.width > 280 && box.height > 90, JSON.stringify(box));
        }
        assert.deepEqual(await barriers(opened.page), []);
        await keepScreenshot(opened.page, `load-${name.replaceAll(' ', '-')}`, look);
        assert.deepEqual(opened.complaints, []);
        assert.deepEqual(opened.requests, [address]);
      } finally {
        await opened.close();
      }
    });
  }
}
