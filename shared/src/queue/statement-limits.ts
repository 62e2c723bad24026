/**
 * Limits of pg-boss's own connections, in milliseconds; it has none. Deleting an hour of messages may take its time; the
 * second limit is for a server that does not answer at all.
 */
export const statementLimits = { connectionTimeoutMillis: 5_000, statement_timeout: 20_000, query_timeout: 25_000 };
