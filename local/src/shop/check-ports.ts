import { once } from 'node:events';
import { createServer } from 'node:net';
import { SentenceError, usageError } from '../sentence-error.ts';

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
  const free = await Promise.all(uses.map(({ port }) => isFree(port)));
  const busy = uses.filter((_, index) => !free[index]).map(({ name, port }) => `${port} (${name})`);
  if (busy.length === 0) return;
  const ports = busy.length === 1 ? `port ${busy[0]} is` : `ports ${busy.join(', ')} are`;
  throw new SentenceError(
    `${ports} already in use: stop what listens there, or choose others by environment (npm run demo -- --help)`,
  );
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
