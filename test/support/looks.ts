import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

/** How a reader looks at a page. */
export interface Look {
  readonly width: number;
  readonly colorScheme: 'light' | 'dark';
}

/** A phone and a desk, by day and by night. */
export const looks: readonly Look[] = [360, 1440].flatMap(width =>
  (['light', 'dark'] as const).map(colorScheme => ({ width, colorScheme })),
);

export interface LookedAt {
  readonly page: Page;
  /** What the page complained of so far: errors it threw, errors and warnings on the console. */
  readonly complaints: readonly string[];
  /** Addresses of what it has asked for so far, itself included. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

const HEIGHT = 900;
const deadlineMs = 30_000;

/** Opens an address with a look. Offline means that nothing but files is to be had. */
export async function openPage(
  browser: Browser,
  { address, look, offline }: { readonly address: string; readonly look: Look; readonly offline: boolean },
): Promise<LookedAt> {
  const { width, colorScheme } = look;
  const context = await browser.newContext({ viewport: { width, height: HEIGHT }, colorScheme, offline });
  context.setDefaultTimeout(deadlineMs);
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', error => complaints.push(`thrown: ${error.message}`));
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`);
  });
  page.on('request', request => requests.push(request.url()));
  await page.goto(address);
  return { page, complaints, requests, close: () => context.close() };
}

/** Puts a picture of the whole page where a person finds it: `<temporary folder>/spanshop-screenshots/<name>-<look>.png`. */
export async function keepScreenshot(page: Page, name: string, { width, colorScheme }: Look): Promise<void> {
  const path = join(tmpdir(), 'spanshop-screenshots', `${name}-${width}-${colorScheme}.png`);
  await page.screenshot({ path, fullPage: true });
}

/** By how many pixels the page is wider than the window. */
export function overflowPx(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What keeps people from reading the page, by WCAG 2 AA: contrast (4.5 to 1, 3 to 1 for large text), names, roles, order of
 * headings. One sentence for each place. Text inside drawings is not measured.
 */
export async function barriers(page: Page): Promise<readonly string[]> {
  // Not as an element of the page, whose content security policy might refuse it.
  await page.evaluate(axe);
  return page.evaluate<string[]>(`axe.run(document).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => id + ' at ' + target.join(' ') + ': ' + failureSummary.replace(/\\s+/g, ' '))))`);
}
