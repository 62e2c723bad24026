import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import {
  changed,
  connection,
  generateTraces,
  query,
  type System,
  ticketSystem,
  work,
} from '@spanshop/analysis/generator';
import { otlpDocument } from '@spanshop/analysis/writers';
import { root } from '@spanshop/local/root';
import { realBrowser } from '@spanshop/local/testing';
import type { Browser } from 'playwright-core';
import { barriers, keepScreenshot, looks, openPage, overflowPx } from '../support/looks.ts';

const { skip, launch } = realBrowser();
const command = join(root, 'commands/diagnose/src/main.ts');
const folder = mkdtempSync(join(tmpdir(), 'spanshop-pages-'));
const page = (name: string) => join(folder, `${name}.html`);
let browser: Browser;

const slow = changed(ticketSystem, {
  'events GET /events': { steps: [work(1), connection('events'), query('SELECT events', 60), work(1)] },
});

function writeWindow(name: string, system: System, seed: number): string {
  const file = join(folder, `${name}.json`);
  const traces = generateTraces({ system, requests: 200, seed, fromUnixMs: 1_790_000_000_000 + seed * 600_000 });
  writeFileSync(file, JSON.stringify(otlpDocument(traces)));
  return file;
}

async function diagnoseTo(name: string, degraded: string): Promise<void> {
  const windows = ['--baseline', join(folder, 'healthy.json'), '--degraded', degraded];
  await promisify(execFile)(process.execPath, [command, ...windows, '--html', page(name)]);
}

before(async () => {
  if (skip) return;
  writeWindow('healthy', ticketSystem, 71);
  await diagnoseTo('somebody', writeWindow('slow', slow, 72));
  await diagnoseTo('nobody', writeWindow('as healthy', ticketSystem, 73));
  browser = await launch();
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const verdicts = { somebody: /SELECT events/, nobody: /No confident culprit/ };

for (const [name, verdict] of Object.entries(verdicts)) {
  for (const look of looks) {
    const seen = `${look.width} px wide and ${look.colorScheme}`;
    test(`when ${name} is to blame and the page is ${seen}, then it can be read, and needs nothing but itself`, {
      skip,
    }, async () => {
      const address = pathToFileURL(page(name)).href;
      const opened = await openPage(browser, { address, look, offline: true });
      try {
        assert.match(await opened.page.locator('h1').first().innerText(), verdict);
        assert.ok((await overflowPx(opened.page)) <= 0, 'wider than the window');
        assert.deepEqual(await barriers(opened.page), []);
        await keepScreenshot(opened.page, `diagnosis-${name}`, look);
        assert.deepEqual(opened.complaints, []);
        assert.deepEqual(opened.requests, [address]);
      } finally {
        await opened.close();
      }
    });
  }
}
