import type { Browser, Page } from 'playwright-core';

/** What a reader of the pages goes through; the least of several times, since anything else on the machine only adds. */
export interface BrowserFigures {
  readonly listMs: number;
  /** Over the wire for the first page of a browser that has nothing yet. */
  readonly listBytes: number;
  readonly largeTraceMs: number;
  readonly framesPerSecond: number;
}

const rounds = 5;
const scrolledMs = 3_000;

/** @param largeTrace the address of a trace of many spans, below the console's */
export async function browserFigures(browser: Browser, url: string, largeTrace: string): Promise<BrowserFigures> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const countBytes = await byteCounter(page);
  const openedIn = async (path: string, isDrawn: string) => {
    const startedMs = performance.now();
    await page.goto(url + path);
    await page.locator(isDrawn).first().waitFor();
    return performance.now() - startedMs;
  };
  const firstMs = await openedIn('/traces', '.trace-list li');
  const listBytes = countBytes();
  const [lists, traces] = [[firstMs], [] as number[]];
  for (let round = 0; round < rounds; round++) lists.push(await openedIn('/traces', '.trace-list li'));
  for (let round = 0; round < rounds; round++) traces.push(await openedIn(largeTrace, '[role=treeitem]'));
  const framesPerSecond = await page.evaluate<number>(scrolling);
  await page.close();
  return { listMs: Math.min(...lists), listBytes, largeTraceMs: Math.min(...traces), framesPerSecond };
}

async function byteCounter(page: Page): Promise<() => number> {
  let bytes = 0;
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  network.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  return () => bytes;
}

/** Half a window further with every frame, in the page. */
const scrolling = `new Promise(resolve => {
  const rows = document.querySelector('[role=tree]');
  const startedMs = performance.now();
  let frames = 0;
  const next = nowMs => {
    frames += 1;
    rows.scrollTop += rows.clientHeight / 2;
    if (nowMs - startedMs < ${scrolledMs}) requestAnimationFrame(next);
    else resolve((frames * 1000) / (nowMs - startedMs));
  };
  requestAnimationFrame(next);
})`;
