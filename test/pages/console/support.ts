import { type Proxy as BreakingProxy, startProxy } from '@spanshop/shared/testing';
import type { Browser, Page } from 'playwright-core';
import { type RunningBackend, startBackend } from '../../../services/console/test/support/start-backend.ts';
import { type RunningConsole, startConsole } from '../../../services/console/test/support/start-console.ts';
import { type Look, type LookedAt, openPage } from '../../support/looks.ts';

export const desk: Look = { width: 1440, colorScheme: 'light' };

/** The console over a trace store, both real, and a browser to open its pages with. */
export interface ConsoleInBrowser {
  readonly backend: RunningBackend;
  /** Between the console and the backend. */
  readonly toBackend: BreakingProxy;
  readonly browser: Browser;
  readonly url: string;
  open(path: string, look?: Look): Promise<LookedAt>;
  close(): Promise<void>;
}

export async function startConsoleInBrowser(launch: () => Promise<Browser>): Promise<ConsoleInBrowser> {
  const backend = await startBackend();
  const toBackend = await startProxy(backend.queryUrl);
  const service: RunningConsole = await startConsole({ QUERY_URL: toBackend.url });
  const browser = await launch();
  return {
    backend,
    toBackend,
    browser,
    url: service.url,
    open: (path, look = desk) => openPage(browser, { address: service.url + path, look, offline: false }),
    async close() {
      await browser.close();
      await service.close();
      await toBackend.close();
      await backend.close();
    },
  };
}

/** The names of the spans whose rows are drawn, from the top. */
export async function rowNames(page: Page): Promise<string[]> {
  const rows = page.getByRole('treeitem');
  await rows.first().waitFor();
  return page.evaluate<string[]>(
    `[...document.querySelectorAll('[role=treeitem]')]
      .sort((a, b) => a.offsetTop - b.offsetTop)
      .map(row => row.querySelector('.operation').textContent)`,
  );
}

/** What the address says after its question mark, now. */
export function parametersOf(page: Page): Record<string, string> {
  return Object.fromEntries(new URL(page.url()).searchParams);
}
