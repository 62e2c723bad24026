export { adminUrlOf, type PostgresOptions, type PostgresServer, startPostgres } from './start-postgres.ts';
