import { join } from 'node:path';
import { checkIsUp, findShop, type Lab, type Shop } from '@spanshop/local/running-shop';
import { readConfig } from '@spanshop/local/topology';
import { SentenceError } from '@spanshop/shared/errors';
import { type KeptWindows, keepWindows } from './kept-windows.ts';

/** A shop that runs in lab mode, and where what is noted about it is kept. */
export interface Laboratory {
  readonly shop: Shop;
  readonly lab: Lab;
  /** Folder of the notes; it need not exist. */
  readonly folder: string;
  /** Windows of earlier experiments in it. */
  readonly kept: KeptWindows;
}

/** What ends work early; as npm's commands have it. */
export interface Interruption {
  readonly signal: AbortSignal;
  onForce(work: () => unknown): void;
}

/** @throws SentenceError where no shop runs, or it runs without lab mode */
export async function openLaboratory(environment: NodeJS.ProcessEnv): Promise<Laboratory> {
  const shop = await findShop({ baseUrl: undefined, environment });
  await checkIsUp(shop);
  if (!shop.lab) throw new SentenceError('the shop runs without lab mode: start it with LAB_MODE=on');
  const folder = join(readConfig(environment).SPANSHOP_FOLDER, 'labs');
  return { shop, lab: shop.lab, folder, kept: keepWindows(join(folder, 'windows.json')) };
}
