import { isPortFree, SentenceError, usageError } from '@spanshop/shared/command';

export interface PortUse {
  name: string;
  port: number;
}

/** @throws SentenceError that names every port which is busy or wanted twice */
export async function checkPorts(uses: readonly PortUse[]): Promise<void> {
  const twice = uses.find(({ port }, index) => uses.findIndex(use => use.port === port) < index);
  if (twice) {
    const names = uses.filter(({ port }) => port === twice.port).map(({ name }) => name);
    throw usageError(`port ${twice.port} is wanted by ${names.join(' and by ')}`);
  }
  const free = await Promise.all(uses.map(({ port }) => isPortFree(port)));
  const busy = uses.filter((_, index) => !free[index]).map(({ name, port }) => `${port} (${name})`);
  if (busy.length === 0) return;
  const ports = busy.length === 1 ? `port ${busy[0]} is` : `ports ${busy.join(', ')} are`;
  throw new SentenceError(
    `${ports} already in use: stop what listens there, or choose others by environment (npm run demo -- --help)`,
  );
}
