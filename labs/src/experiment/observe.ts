import type { Laboratory } from './laboratory.ts';
import { type LoadedWindow, loadWindow, usualSeconds, usualVisitsPerSecond } from './load-window.ts';
import { readBack, type TracedWindow } from './read-back.ts';

/** A window with what users met and what its traces say. */
export interface Observed extends LoadedWindow {
  readonly traced: TracedWindow;
  /** Whether it was loaded for an earlier experiment. */
  readonly isKept: boolean;
}

export interface ObserveOptions {
  seed: number;
  visitsPerSecond?: number | undefined;
  seconds?: number | undefined;
  /** What is on: `healthy`, or a fault and its magnitude. */
  state: string;
  /** Brings the shop into that state; not asked where a window is at hand. */
  bringAbout: () => Promise<unknown>;
  /** Takes one that is kept, where its traces are all still there. */
  mayBeKept: boolean;
  /** Whether the shop may just have been started. */
  untilSettled?: boolean;
  signal: AbortSignal;
}

/** Fewer of a window's traces than this part are left: the backend has let the others go. */
const leastPartLeft = 0.99;

/** Loads a window and reads it back, or takes one that is kept. */
export async function observe({ shop, kept }: Laboratory, options: ObserveOptions): Promise<Observed> {
  const { seed, visitsPerSecond = usualVisitsPerSecond, seconds = usualSeconds, state, untilSettled, signal } = options;
  const key = { gatewayUrl: shop.gatewayUrl, seed, visitsPerSecond, seconds, state };
  const earlier = options.mayBeKept ? await kept.find(key) : undefined;
  if (earlier) {
    const traced = await readBack(shop, earlier);
    if (traced.window.traces >= leastPartLeft * earlier.traces) return { ...earlier, traced, isKept: true };
  }
  signal.throwIfAborted();
  await options.bringAbout();
  const loaded = await loadWindow(shop, { seed, visitsPerSecond, seconds, untilSettled, signal });
  const traced = await readBack(shop, loaded);
  await kept.keep(key, { ...loaded, traces: traced.window.traces });
  return { ...loaded, traced, isKept: false };
}
