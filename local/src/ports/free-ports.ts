import { isPortFree } from './is-port-free.ts';
/**
 * Ports in a row which are free now, as are those 1000 above each. They lie below the range from which the system takes
 * ports for outgoing connections.
 */
export async function freePorts(count: number): Promise<number[]> {
  for (;;) {
    const base = 10_000 + Math.floor(Math.random() * 15_000);
    const ports = Array.from({ length: count }, (_, index) => base + index);
    const free = await Promise.all(ports.flatMap(port => [isPortFree(port), isPortFree(port + 1_000)]));
    if (free.every(Boolean)) return ports;
  }
}
