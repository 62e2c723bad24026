import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that Linux and macOS give to connections and to whoever asks for any. */
const lowest = 20_000;
const highest = 32_000;

/** Ports on loopback that nobody listens on right now, one for each name. */
export async function freePorts<Name extends string>(...names: readonly Name[]): Promise<Record<Name, number>> {
  const ports = new Set<number>();
  while (ports.size < names.length) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest));
    if (await isFree(port)) ports.add(port);
  }
  const free = [...ports];
  return Object.fromEntries(names.map((name, index) => [name, free[index]])) as Record<Name, number>;
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
