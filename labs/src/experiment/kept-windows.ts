import { readFile } from 'node:fs/promises';
import { writeWhole } from '@spanshop/local/files';
import { z } from 'zod';
import { figuresSchema } from './figures.ts';
import type { LoadedWindow } from './load-window.ts';

/** What a window was loaded for: windows are exchanged for each other only where all of it is the same. */
export interface WindowKey {
  readonly gatewayUrl: string;
  readonly seed: number;
  readonly visitsPerSecond: number;
  readonly seconds: number;
  /** What was on: `healthy`, or a fault and its magnitude. */
  readonly state: string;
}

/** Windows of earlier experiments, so that a healthy one serves the next fault, and an interrupted experiment goes on. */
export interface KeptWindows {
  /** The newest one, with the number of its traces; undefined where none is fresh enough. */
  find(key: WindowKey): Promise<KeptWindow | undefined>;
  keep(key: WindowKey, window: KeptWindow): Promise<void>;
  forget(state: string): Promise<void>;
}

export interface KeptWindow extends LoadedWindow {
  readonly traces: number;
}

/** A machine is another one after a while: a window is compared with its neighbours. */
const freshForMs = 10 * 60_000;
const mostKept = 20;

const schema = z.array(
  z.object({
    key: z.object({
      gatewayUrl: z.string(),
      seed: z.number(),
      visitsPerSecond: z.number(),
      seconds: z.number(),
      state: z.string(),
    }),
    window: z.object({
      fromUnixMs: z.number(),
      toUnixMs: z.number(),
      figures: figuresSchema,
      traces: z.number(),
    }),
  }),
);

type Kept = z.infer<typeof schema>;

/** Keeps windows in a file. One that cannot be read or written costs a further window, and nothing else. */
export function keepWindows(file: string): KeptWindows {
  const read = async (): Promise<Kept> => {
    const oldestUnixMs = Date.now() - freshForMs;
    const text = await readFile(file, 'utf8').catch(() => '[]');
    return (parse(text) ?? []).filter(({ window }) => window.toUnixMs >= oldestUnixMs);
  };
  const write = (kept: Kept) => writeWhole(file, JSON.stringify(kept)).catch(() => {});
  return {
    async find(key) {
      return (await read()).findLast(kept => isSame(kept.key, key))?.window as KeptWindow | undefined;
    },
    async keep(key, window) {
      await write([...(await read()), { key, window }].slice(-mostKept));
    },
    async forget(state) {
      await write((await read()).filter(({ key }) => key.state !== state));
    },
  };
}

function isSame(one: WindowKey, other: WindowKey): boolean {
  return JSON.stringify(schema.element.shape.key.parse(one)) === JSON.stringify(schema.element.shape.key.parse(other));
}

function parse(text: string): Kept | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
