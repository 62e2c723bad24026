import { bootstrapDatabase, withClient } from '@spanshop/shared/database/bootstrap';
import { SentenceError } from '@spanshop/shared/errors';
import { startPostgres } from '../postgres/index.ts';

export interface ShopDatabase {
  /** Process of the embedded server; undefined where the database is somebody else's. */
  pid: number | undefined;
  /** Settles when the embedded server ends. */
  exited: Promise<void>;
  stop(): Promise<void>;
  kill(): void;
}

export interface DatabaseOptions {
  /** An admin's connection to a server of the user's; absent for an embedded one. */
  givenUrl: string | undefined;
  dataFolder: string;
  port: number;
  onLog: (line: string) => void;
}

/** @throws SentenceError in one sentence for a database that is missing, broken, too old or refuses us */
export async function startDatabase({ givenUrl, dataFolder, port, onLog }: DatabaseOptions): Promise<ShopDatabase> {
  if (givenUrl) {
    await prepareGiven(givenUrl);
    return { pid: undefined, exited: new Promise(() => {}), stop: async () => {}, kill: () => {} };
  }
  const server = await startPostgres({ dataFolder, port, durable: true, onLog });
  try {
    await bootstrapDatabase(server.adminUrl);
  } catch (error) {
    await server.stop();
    throw new SentenceError(`the database in ${dataFolder} cannot be used: ${messageOf(error)}`, { cause: error });
  }
  return server;
}

const oldestVersion = 18;

async function prepareGiven(url: string): Promise<void> {
  const { host } = new URL(url);
  try {
    const version = await withClient(url, async client => {
      const { rows } = await client.query("SELECT current_setting('server_version_num')::integer / 10000 AS major");
      return Number(rows[0]?.major);
    });
    if (version < oldestVersion)
      throw new SentenceError(
        `the database at ${host} (DATABASE_URL) is PostgreSQL ${version}; the shop needs ${oldestVersion}`,
      );
    await bootstrapDatabase(url);
  } catch (error) {
    if (error instanceof SentenceError) throw error;
    throw new SentenceError(`the database at ${host} (DATABASE_URL) cannot be used: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

/** Node gathers the refusals of several addresses in one error that has no message of its own. */
function messageOf(error: unknown): string {
  const [first = error] = error instanceof AggregateError ? error.errors : [];
  return first instanceof Error ? first.message : String(first);
}
