import { isPortFree } from './is-port-free.ts';
import { refusedPorts } from './refused-ports.ts';

/**
 * Ports in a row which are free now, one for each name, as are those 1000 above each. They lie below the range from which the
 * system takes ports for outgoing connections.
 */
export async function freePorts<Name extends string>(...names: readonly Name[]): Promise<Record<Name, number>> {
  for (;;) {
    const base = 10_000 + Math.floor(Math.random() * 15_000);
    const ports = names.map((_, index) => base + index);
    const all = ports.flatMap(port => [port, port + 1_000]);
    if (all.some(port => refusedPorts.has(port))) continue;
    const free = await Promise.all(all.map(isPortFree));
    if (!free.every(Boolean)) continue;
    return Object.fromEntries(names.map((name, index) => [name, ports[index]])) as Record<Name, number>;
  }
}
