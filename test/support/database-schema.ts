import type { Database } from '@spanshop/shared/database';

/** Tables, columns, indexes, constraints, functions, triggers and settings of all schemas, as one text to compare. */
export async function databaseSchema(database: Database): Promise<string> {
  const parts = await Promise.all(statements.map(statement => database.query(statement)));
  return JSON.stringify(parts.map(({ rows }) => rows));
}

const ours = `NOT IN ('pg_catalog', 'information_schema', 'pg_toast')`;

const statements = [
  `SELECT table_schema, table_name, column_name, data_type, column_default, is_nullable
     FROM information_schema.columns WHERE table_schema ${ours} ORDER BY 1, 2, 3`,
  `SELECT schemaname, tablename, indexname, indexdef FROM pg_indexes WHERE schemaname ${ours} ORDER BY 1, 2, 3`,
  `SELECT conrelid::regclass::text AS of, conname, pg_get_constraintdef(oid) AS is
     FROM pg_constraint WHERE connamespace::regnamespace::text ${ours} ORDER BY 1, 2`,
  `SELECT oid::regprocedure::text AS name, md5(prosrc) AS source
     FROM pg_proc WHERE pronamespace::regnamespace::text ${ours} ORDER BY 1`,
  `SELECT tgrelid::regclass::text AS of, tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2`,
  `SELECT c.oid::regclass::text AS of, c.reloptions FROM pg_class c
    WHERE c.relnamespace::regnamespace::text ${ours} AND c.reloptions IS NOT NULL ORDER BY 1`,
  `SELECT setdatabase, setrole, setconfig FROM pg_db_role_setting ORDER BY 1, 2`,
];
