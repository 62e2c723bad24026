import { type OrderBook, openOrderBook } from '@spanshop/local/orders';
import { countSpans, untilQuiet } from '@spanshop/local/quiet';
import { restock, type Shop } from '@spanshop/local/running-shop';
import { SentenceError } from '@spanshop/shared/errors';
import { type Figures, figuresOf } from './figures.ts';
import { mostPiecesPerVisit, sendVisitors } from './load/send-visitors.ts';

/** A stretch of time under load: its traces can be read back as long as the backend has them. */
export interface LoadedWindow {
  readonly fromUnixMs: number;
  readonly toUnixMs: number;
  readonly figures: Figures;
}

export interface LoadOptions {
  visitsPerSecond?: number | undefined;
  /** The same seed sends the same visitors at the same moments. */
  seed: number;
  /** How long what visitors see counts, in seconds. */
  seconds?: number | undefined;
  /** Whether the shop may just have been started: others come before, until it no longer becomes faster. */
  untilSettled?: boolean | undefined;
  signal: AbortSignal;
}

export const usualVisitsPerSecond = 15;
export const usualSeconds = 20;
/** For how long others may come before. */
const mostSecondsBefore = 30;
/** How long orders and spans of the window may take to arrive once nobody comes any more. */
const quietWithinMs = 15_000;
const stillMs = 1_500;

/**
 * Loads a shop that nobody else loads, waits until its orders and spans have come to their end, and says what users met.
 *
 * @throws SentenceError with exit code 130 when it is interrupted
 */
export async function loadWindow(shop: Shop, options: LoadOptions): Promise<LoadedWindow> {
  const {
    visitsPerSecond = usualVisitsPerSecond,
    seed,
    seconds = usualSeconds,
    untilSettled = false,
    signal,
  } = options;
  await restock(shop, Math.ceil(visitsPerSecond * (seconds + mostSecondsBefore) * mostPiecesPerVisit));
  const book = await openBook(shop);
  try {
    const { gatewayUrl } = shop;
    const durationMs = seconds * 1_000;
    const seen = await sendVisitors({ gatewayUrl, visitsPerSecond, seed, durationMs, untilSettled, signal });
    const fates = async () => book?.fatesOf(seen.orderIds);
    const openOrders = async () => (await fates())?.filter(({ status }) => open.has(status)).length ?? 0;
    const count = () => countSpans(shop);
    await untilQuiet({ count, auditor: { openOrders }, timeoutMs: quietWithinMs, stillMs, signal });
    if (signal.aborted) throw new SentenceError('interrupted', { exitCode: 130 });
    const { fromUnixMs, toUnixMs } = seen;
    const figures = figuresOf({ ...seen, orders: await fates().catch(() => undefined), nowUnixMs: Date.now() });
    return { fromUnixMs, toUnixMs, figures };
  } finally {
    await book?.close().catch(() => {});
  }
}

const open = new Set(['pending', 'confirmed', 'shipping']);

/** Undefined where the database is not known, or cannot be reached. */
async function openBook({ auditorUrl }: Shop): Promise<OrderBook | undefined> {
  return auditorUrl === undefined ? undefined : openOrderBook(auditorUrl).catch(() => undefined);
}
