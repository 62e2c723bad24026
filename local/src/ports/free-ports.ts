import { isPortFree } from './is-port-free.ts';
import { refusedPorts } from './refused-ports.ts';

/**
 * Ports in a row which are free now, as are those 1000 above each. They lie below the range from which the system takes
 * ports for outgoing connections.
 */
export async function freePorts(count: number): Promise<number[]> {
  for (;;) {
    const base = 10_000 + Math.floor(Math.random() * 15_000);
    const ports = Array.from({ length: count }, (_, index) => base + index);
    const all = ports.flatMap(port => [port, port + 1_000]);
    if (all.some(port => refusedPorts.has(port))) continue;
    const free = await Promise.all(all.map(isPortFree));
    if (free.every(Boolean)) return ports;
  }
}
