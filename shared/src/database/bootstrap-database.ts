import { readFile } from 'node:fs/promises';
import pg from 'pg';

const script = new URL('../../database/bootstrap.sql', import.meta.url);

/**
 * Creates a database where it is missing, and in it the roles, schemas and grants of bootstrap.sql. Roles belong to the
 * whole server, so callers take turns under a lock in the database that the URL names. Repeating it changes nothing.
 *
 * @param adminUrl connection of a role that may create databases and roles
 * @returns the connection of the same role to that database
 */
export async function bootstrapDatabase(adminUrl: string, name = 'spanshop'): Promise<string> {
  const databaseUrl = urlOfDatabase(adminUrl, name);
  await withClient(adminUrl, async admin => {
    await admin.query("SELECT pg_advisory_lock(hashtext('spanshop bootstrap'))");
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await admin.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
    const sql = await readFile(script, 'utf8');
    await withClient(databaseUrl, database => database.query(sql));
  });
  return databaseUrl;
}

/** The same server and role, another database. */
export function urlOfDatabase(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

/** How long we wait for one statement, for example for the lock of somebody who has stopped. */
const statementMs = 60_000;

/** Runs work on a connection of its own, on which no statement takes longer than a minute. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: statementMs });
  // What breaks the connection is told by the statement that it breaks.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
