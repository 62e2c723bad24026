import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findBrowser, noBrowser } from '@spanshop/local/browser';
import { root, shortPath } from '@spanshop/local/root';
import { readConfig, urlOf } from '@spanshop/local/topology';
import { SentenceError } from '@spanshop/shared/errors';
import { readOptions, refuseWords } from '@spanshop/terminal';
import { followOrder } from './follow-order.ts';
import { orderPage } from './order-page.ts';
import { takePictures } from './take-pictures.ts';

const help = `npm run pictures

Takes the pictures of the README, by day and by night: an order is placed in the shop that runs, and the map of the
services it passed and its trace are drawn as a page, which Chromium (CHROMIUM_PATH, or on the PATH) renders. Start the
shop by GRACE_PERIOD_MS=0 npm run demo -- --no-shoppers, so that the order is shipped at once.

  --folder <path>   where to put them; default docs/pictures
  --help            this text

From the environment: GATEWAY_PORT (8080) and TRACE_STORE_QUERY_PORT (16686), as for npm run demo.`;

const options = {
  folder: { type: 'string', takes: 'a path', default: join(root, 'docs/pictures') },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Gives the exit code. */
export async function runPictures(given: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const { values, positionals } = readOptions('npm run pictures', given, options);
  refuseWords('npm run pictures', positionals);
  if (values.help) {
    console.log(help);
    return 0;
  }
  const browser = findBrowser(environment);
  if (!browser) throw new SentenceError(noBrowser);
  const { GATEWAY_PORT, TRACE_STORE_QUERY_PORT } = readConfig(environment);
  const trace = await followOrder(urlOf(GATEWAY_PORT), urlOf(TRACE_STORE_QUERY_PORT));
  await mkdir(values.folder, { recursive: true });
  for (const { file, bytes } of await takePictures(browser, orderPage(trace), values.folder)) {
    console.log(`${shortPath(file)}  ${Math.round(bytes / 1_000)} kB`);
  }
  return 0;
}
