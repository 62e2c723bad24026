import type { RunningBackends } from '@spanshop/local/backends';
import type { Shop } from '@spanshop/local/shop';
import { SentenceError } from '@spanshop/shared/errors';

/** The shop together with its real backends, which end after all who send to them. */
export function withBackends(shop: Shop, backends: RunningBackends): Shop {
  const ended = backends.ended.then(({ name, code, signal }): never => {
    throw new SentenceError(`${name} ended by itself (${signal ?? `exit code ${code}`}); its log is beside the others`);
  });
  // What keeps one from getting ready says more than that it has ended.
  const failed = Promise.race([shop.failed, backends.ready.then(() => ended)]);
  failed.catch(() => {});
  ended.catch(() => {});
  return {
    ready: Promise.all([shop.ready, backends.ready]).then(() => {}),
    failed,
    async stop() {
      const sentences = await shop.stop();
      await backends.stop();
      return sentences;
    },
    kill() {
      shop.kill();
      backends.kill();
    },
    processes: () => [...shop.processes(), ...backends.processes.map(({ name, pid }) => ({ name, pid }))],
  };
}
