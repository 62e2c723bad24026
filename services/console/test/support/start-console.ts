import { type Environment, loadConfig } from '@spanshop/shared/config';
import { closeServer, listen, portOf } from '@spanshop/shared/http';
import { silentLogger } from '@spanshop/shared/testing';
import { createConsole } from '../../src/app.ts';
import { configSchema } from '../../src/config.ts';

export interface RunningConsole {
  url: string;
  close(): Promise<void>;
}

/** The real console on a free port, behind the door that it has as a service. */
export async function startConsole(environment: Environment = {}): Promise<RunningConsole> {
  const config = loadConfig(configSchema, { PORT: '0', ADMIN_PORT: '0', ...environment });
  const { app, close } = await createConsole(config, silentLogger());
  const server = await listen(app, { host: '127.0.0.1', port: 0, door: { names: ['console'], inside: true } });
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    async close() {
      const closed = closeServer(server);
      server.closeAllConnections();
      await closed;
      await close();
    },
  };
}
