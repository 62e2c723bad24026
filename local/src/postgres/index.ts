export { adminUrlOf, type PostgresServer, startPostgres } from './start-postgres.ts';
