import { findBrowser, noBrowser } from '@spanshop/local/browser';
import { memoryOf } from '@spanshop/local/processes';
import { SentenceError } from '@spanshop/shared/errors';
import { closingAll } from '../closing.ts';
import { figureLine } from '../figure.ts';
import { browserFigures } from './browser-figures.ts';
import { startParts } from './start-parts.ts';
import { traceOfSpans } from './traces.ts';

/*
 * How long one waits for the console's pages, what they weigh, and whether a large trace scrolls: in Chromium, over a trace store
 * with an hour's worth of ordinary traces and one of 10,000 spans. Without a display Chromium draws on the processor.
 */

const largeSpans = 10_000;
const ordinaryTraces = 600;
const ordinarySpans = 60;

/** Takes about half a minute. */
export async function run(): Promise<void> {
  const local = findBrowser();
  if (!local) throw new SentenceError(noBrowser, { exitCode: 2 });
  await closingAll(async closing => {
    const parts = await startParts(closing);
    const now = Date.now();
    const large = traceOfSpans(1, largeSpans, now - 60_000);
    await parts.send([large]);
    for (let number = 2; number < ordinaryTraces; number++) {
      await parts.send([traceOfSpans(number, ordinarySpans, now - number * 5_000)]);
    }
    const browser = await local.launch();
    closing.add(() => browser.close());
    const figures = await browserFigures(browser, parts.url, `/traces/${large.traceId}`);
    const { measure, processes } = memoryOf([{ name: 'console', pid: parts.processId }]);
    const mebibytes = processes[0]?.mebibytes ?? Number.NaN;
    const lines = [
      figure('a list of 100 traces', '<= 1000 ms', `${figures.listMs.toFixed(0)} ms`, figures.listMs <= 1_000),
      figure(
        'over the wire, first visit',
        '<= 250 kB',
        `${(figures.listBytes / 1_000).toFixed(0)} kB`,
        figures.listBytes <= 250_000,
      ),
      figure(
        `a trace of ${largeSpans} spans`,
        '<= 1500 ms',
        `${figures.largeTraceMs.toFixed(0)} ms`,
        figures.largeTraceMs <= 1_500,
      ),
      figure(
        'scrolling through it',
        '>= 50 frames/s',
        `${figures.framesPerSecond.toFixed(0)} frames/s`,
        figures.framesPerSecond >= 50,
      ),
      figure(`the console afterwards (${measure})`, '<= 130 MiB', `${mebibytes.toFixed(0)} MiB`, mebibytes <= 130),
    ];
    console.log(lines.join('\n'));
  });
}

function figure(what: string, bar: string, measured: string, reached: boolean): string {
  return figureLine({ what, bar, measured, reached });
}
