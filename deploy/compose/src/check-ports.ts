import { isPortFree, SentenceError, usageError } from '@spanshop/shared/command';
import type { Plan } from './project.ts';

/**
 * @param ours ports that the shop's own running containers hold
 * @throws SentenceError that names every port which is busy or wanted twice
 */
export async function checkPorts(ports: Plan['ports'], ours: ReadonlySet<number>): Promise<void> {
  const twice = ports.find(({ port }, index) => ports.findIndex(other => other.port === port) < index);
  if (twice) {
    const names = ports.filter(({ port }) => port === twice.port).map(({ service }) => service);
    throw usageError(`port ${twice.port} is wanted by ${names.join(' and by ')}: change one of them in .env`);
  }
  const free = await Promise.all(ports.map(({ port }) => ours.has(port) || isPortFree(port)));
  const busy = ports.filter((_, index) => !free[index]).map(({ service, port }) => `${port} (${service})`);
  if (busy.length === 0) return;
  throw new SentenceError(
    `${busy.length === 1 ? `port ${busy[0]} is` : `ports ${busy.join(', ')} are`} already in use: stop what listens there (npm run demo does, while it runs), or choose others in .env`,
  );
}
