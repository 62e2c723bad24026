import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What stands between a client and its database, and can keep what passes. */
export interface DatabaseProxy {
  /** The same database and role, through the proxy. */
  through(url: string): string;
  /** Keeps what comes on connections that open from now on; resolves when one has. */
  holdNew(): Promise<void>;
  /** Keeps everything, as a database that is frozen. */
  freeze(): void;
  /** Lets everything go on. */
  release(): void;
  close(): Promise<void>;
}

export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl);
  const joined = new Map<Socket, Socket>();
  let held: Socket[] = [];
  let onHeld: (() => void) | undefined;

  const server = createServer(client => {
    const database = connect(Number(target.port), target.hostname);
    joined.set(client, database);
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      one.on('error', () => {}).on('close', () => other.destroy());
    }
    client.on('close', () => joined.delete(client));
    if (!onHeld) return join(client);
    held.push(client);
    onHeld();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');

  function join(client: Socket): void {
    const database = joined.get(client);
    if (database) client.pipe(database).pipe(client);
  }

  return {
    through: url => Object.assign(new URL(url), { host: `127.0.0.1:${(server.address() as AddressInfo).port}` }).href,
    holdNew: () => new Promise(resolve => (onHeld = resolve)),
    freeze() {
      onHeld = () => {};
      for (const [client, database] of joined) {
        client.unpipe(database).pause();
        database.unpipe(client).pause();
        held.push(client);
      }
    },
    release() {
      onHeld = undefined;
      for (const client of held) join(client);
      held = [];
    },
    async close() {
      for (const [client, database] of joined) {
        client.destroy();
        database.destroy();
      }
      await new Promise(resolve => server.close(resolve));
    },
  };
}
