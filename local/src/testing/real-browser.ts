import assert from 'node:assert/strict';
import { findBrowser, type LocalBrowser, noBrowser } from '../browser/index.ts';
import { isRequired } from './is-required.ts';

interface RealBrowser extends LocalBrowser {
  /** Why tests that need a browser are skipped; false when there is one. */
  readonly skip: string | false;
}

/** The Chromium of this machine. Tests that need it are skipped without one, or fail where SPANSHOP_REQUIRE names chromium. */
export function realBrowser(): RealBrowser {
  const browser = findBrowser();
  if (!browser && isRequired('chromium')) assert.fail(`SPANSHOP_REQUIRE asks for it: ${noBrowser}`);
  return { skip: !browser && noBrowser, launch: () => browser?.launch() ?? assert.fail(noBrowser) };
}
