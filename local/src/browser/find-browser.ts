import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { usageError } from '@spanshop/shared/errors';
import type { Browser } from 'playwright-core';

export interface LocalBrowser {
  /** Starts it without a window. Whoever starts it closes it. */
  launch(): Promise<Browser>;
}

export const noBrowser = 'no Chromium: put one on the PATH, or its path into CHROMIUM_PATH';

const names = ['chromium', 'chromium-browser', 'google-chrome'];
const launchWithinMs = 60_000;

/**
 * The Chromium of this machine: CHROMIUM_PATH, or what the PATH has; undefined where there is none.
 *
 * @throws SentenceError with exit code 2 when CHROMIUM_PATH is no file
 */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): LocalBrowser | undefined {
  const executablePath = findChromium(environment);
  if (!executablePath) return undefined;
  return {
    async launch() {
      // Loaded for those who start it; most only ask whether it is there.
      const { chromium } = await import('playwright-core');
      return chromium.launch({
        executablePath,
        headless: true,
        timeout: launchWithinMs,
        // Shared memory is small in many containers, and tabs crash when it is full.
        args: ['--disable-dev-shm-usage'],
      });
    },
  };
}

function findChromium(environment: NodeJS.ProcessEnv): string | undefined {
  const named = environment['CHROMIUM_PATH'];
  if (named) {
    if (!existsSync(named)) throw usageError(`CHROMIUM_PATH is ${named}, which does not exist`);
    return named;
  }
  const folders = (environment['PATH'] ?? '').split(delimiter);
  return folders.flatMap(folder => names.map(name => join(folder, name))).find(existsSync);
}
