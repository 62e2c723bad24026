import pg from 'pg';

export interface AuditorLimits {
  /** How long connecting may take, in milliseconds. */
  connectMs: number;
  /** How long one statement may take, in milliseconds. */
  statementMs: number;
}

/**
 * A connection of the role that may read everything and write nothing. One that is lost is told by the next query.
 *
 * @throws Error where the database cannot be reached
 */
export async function connectAuditor(url: string, { connectMs, statementMs }: AuditorLimits): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: connectMs,
    statement_timeout: statementMs,
    query_timeout: statementMs,
  });
  client.on('error', () => {});
  await client.connect();
  return client;
}
