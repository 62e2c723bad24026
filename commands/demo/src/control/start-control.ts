import { once } from 'node:events';
import type { Shoppers } from '@spanshop/local/shoppers';
import { SentenceError } from '@spanshop/shared/errors';
import type { ShopPlan } from '../plan-shop.ts';
import { createControlServer } from './control-server.ts';
import { describeShop, type Sampler } from './describe-shop.ts';

/**
 * Lets others on this machine ask about the shop and send its shoppers away for a while.
 *
 * @throws SentenceError when somebody has taken the port since it was looked at
 */
export async function startControl(
  options: ShopPlan & { sampler: Sampler },
  shoppers: Shoppers,
): Promise<{ close(): void } | undefined> {
  const { controlPort } = options;
  if (controlPort === undefined) return undefined;
  const server = createControlServer({ describe: () => describeShop(options, shoppers), shoppers }, options.names);
  try {
    await once(server.listen(controlPort, '127.0.0.1'), 'listening');
  } catch (cause) {
    throw new SentenceError(`port ${controlPort} (launcher) cannot be listened on`, { cause });
  }
  return {
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
