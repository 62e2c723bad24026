import { type Accounting, accountFor, countSpans, untilQuiet } from '@spanshop/local/quiet';
import type { Shop } from '@spanshop/local/running-shop';
import { pauseShoppers, restock } from '@spanshop/local/running-shop';
import { SentenceError } from '@spanshop/shared/errors';
import type { Interruption } from '@spanshop/terminal';
import { type Audit, type Auditor, openAuditor } from './after/auditor.ts';

export interface QuietShopOptions {
  shop: Shop;
  /** How many visits are planned. */
  visits: number;
  interruption: Interruption;
}

export interface Measured<T> {
  work: T;
  invariants: Audit;
  spans: Accounting;
}

/** Work that may ask the database, where it is known. */
export type QuietWork<T> = (auditor: Auditor | undefined) => Promise<T>;

/** What a visit may take off the shelves at most: two pieces of one product, if all want the same. */
const mostPiecesPerVisit = 2;
const fewestPieces = 100;
const quietBeforeMs = 60_000;
const quietAfterMs = 120_000;
/** After Ctrl-C somebody waits. */
const quietAfterInterruptionMs = 15_000;

/**
 * Does work on a shop that is quiet and well stocked, waits until it is quiet again, and checks what the work has left behind.
 * The shoppers stay away meanwhile and come back whatever happens.
 */
export async function withQuietShop<T>(
  { shop, visits, interruption }: QuietShopOptions,
  work: QuietWork<T>,
): Promise<Measured<T>> {
  const resume = await pauseShoppers(shop);
  interruption.onForce(resume);
  const opened = await openAuditor(shop.auditorUrl);
  const auditor = typeof opened === 'string' ? undefined : opened;
  try {
    await restock(shop, Math.max(Math.ceil(visits * mostPiecesPerVisit), fewestPieces));
    const count = () => countSpans(shop);
    const { signal } = interruption;
    const before = await untilQuiet({ count, auditor, timeoutMs: quietBeforeMs, signal });
    if (signal.aborted) throw new SentenceError('interrupted before the load began', { exitCode: 130 });
    const done = await work(auditor);
    console.log('Waiting until the shop is quiet, to check its data and its spans.');
    const after = await untilQuiet({
      count,
      auditor,
      timeoutMs: signal.aborted ? quietAfterInterruptionMs : quietAfterMs,
      signal: new AbortController().signal,
    });
    return {
      work: done,
      invariants: await auditNow(auditor, opened, after.quiet),
      spans: before.quiet ? accountFor(before.counts, after.counts) : notQuiet('before the run'),
    };
  } finally {
    await resume();
    await auditor?.end().catch(() => {});
  }
}

async function auditNow(auditor: Auditor | undefined, opened: Auditor | string, quiet: boolean): Promise<Audit> {
  if (!auditor) return { checked: false, why: String(opened) };
  return quiet ? auditor.audit() : notQuiet('after the run');
}

function notQuiet(when: string) {
  return { checked: false, why: `the shop did not become quiet ${when}` } as const;
}
