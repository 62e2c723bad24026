import { once } from 'node:events';
import { createServer } from 'node:net';
import { ToolError } from '../tool-error.ts';

/**
 * Looked at before a start, because whoever else listens there might answer our question whether it is ready.
 *
 * @throws ToolError that names the first port which is in use
 */
export async function checkPortsFree(name: string, ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    if (!(await isFree(port))) throw new ToolError(`port ${port}, which ${name} is to listen on, is already in use`);
  }
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
