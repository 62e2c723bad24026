import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

export interface RealBrowser {
  /** Why tests that need a browser are skipped; false when there is one. */
  readonly skip: string | false;
  /** Starts it without a window. Whoever starts it closes it. */
  launch(): Promise<Browser>;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const launchWithinMs = 60_000;

/**
 * The Chromium of this machine: CHROMIUM_PATH, or what the PATH has. Tests that need it are skipped without one, or fail
 * where SPANSHOP_REQUIRE names chromium.
 *
 * @throws AssertionError when CHROMIUM_PATH is no file, or a browser is required and there is none
 */
export function realBrowser(environment: NodeJS.ProcessEnv = process.env): RealBrowser {
  const path = findChromium(environment);
  const required = (environment['SPANSHOP_REQUIRE'] ?? '').split(',').map(name => name.trim());
  const reason = 'no Chromium: put one on the PATH, or its path into CHROMIUM_PATH';
  if (!path && required.includes('chromium')) assert.fail(`SPANSHOP_REQUIRE asks for it: ${reason}`);
  return {
    skip: !path && reason,
    launch: () =>
      chromium.launch({
        executablePath: path ?? assert.fail(reason),
        headless: true,
        timeout: launchWithinMs,
        // Shared memory is small in many containers, and tabs crash when it is full.
        args: ['--disable-dev-shm-usage'],
      }),
  };
}

function findChromium(environment: NodeJS.ProcessEnv): string | undefined {
  const named = environment['CHROMIUM_PATH'];
  if (named) {
    assert.ok(existsSync(named), `CHROMIUM_PATH is ${named}, which does not exist`);
    return named;
  }
  const folders = (environment['PATH'] ?? '').split(delimiter);
  return folders.flatMap(folder => NAMES.map(name => join(folder, name))).find(existsSync);
}
