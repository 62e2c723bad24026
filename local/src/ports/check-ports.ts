import { SentenceError, usageError } from '@spanshop/shared/errors';
import { isPortFree } from './is-port-free.ts';
import { refusedPorts } from './refused-ports.ts';

/** A port that is to be listened on, and by what. */
export interface PortUse {
  name: string;
  port: number;
}

export interface PortAdvice {
  /** What to do about a port that two want; ends the sentence. */
  wantedTwice?: string;
  /** What to do about ports that are in use; ends the sentence. */
  inUse: string;
}

/**
 * @param ours ports that may be in use, because it is the shop itself that listens there
 * @throws SentenceError that names every port which is busy, or (exit code 2) that nobody could ask or two want
 */
export async function checkPorts(
  uses: readonly PortUse[],
  advice: PortAdvice,
  ours = new Set<number>(),
): Promise<void> {
  const refused = uses.filter(({ port }) => refusedPorts.has(port)).map(({ name, port }) => `port ${port} (${name})`);
  if (refused.length > 0) throw usageError(`browsers and fetch refuse to ask ${refused.join(' and ')}: choose others`);
  const twice = uses.find(({ port }, index) => uses.findIndex(use => use.port === port) < index);
  if (twice) {
    const names = uses.filter(({ port }) => port === twice.port).map(({ name }) => name);
    const wanted = `port ${twice.port} is wanted by ${names.join(' and by ')}`;
    throw usageError(advice.wantedTwice ? `${wanted}: ${advice.wantedTwice}` : wanted);
  }
  const free = await Promise.all(uses.map(({ port }) => ours.has(port) || isPortFree(port)));
  const busy = uses.filter((_, index) => !free[index]).map(({ name, port }) => `${port} (${name})`);
  if (busy.length === 0) return;
  const ports = busy.length === 1 ? `port ${busy[0]} is` : `ports ${busy.join(', ')} are`;
  throw new SentenceError(`${ports} already in use: ${advice.inUse}`);
}
