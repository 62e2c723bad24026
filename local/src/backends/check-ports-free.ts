import { SentenceError } from '@spanshop/shared/errors';
import { isPortFree } from '../ports/index.ts';

/**
 * Looked at before a start, because whoever else listens there might answer our question whether it is ready.
 *
 * @throws SentenceError that names the first port which is in use
 */
export async function checkPortsFree(name: string, ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    if (!(await isPortFree(port)))
      throw new SentenceError(`port ${port}, which ${name} is to listen on, is already in use`);
  }
}
