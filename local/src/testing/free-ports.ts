import { freePorts as takeFreePorts } from '../ports/index.ts';

/** Ports on loopback that nobody listens on right now, one for each name. */
export async function freePorts<Name extends string>(...names: readonly Name[]): Promise<Record<Name, number>> {
  const ports = await takeFreePorts(names.length);
  return Object.fromEntries(names.map((name, index) => [name, ports[index]])) as Record<Name, number>;
}
