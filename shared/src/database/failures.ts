import pg from 'pg';
import { DatabaseUnavailable } from '../errors/index.ts';

/** What PostgreSQL says where it undid a statement and another try may succeed; classes of codes by their first two letters. */
const worthAnotherTry: ReadonlySet<string> = new Set([
  '08', // connection exception
  '40', // deadlock, serialization failure
  '53', // too many connections, disk full, out of memory
  '57014', // statement_timeout, or cancelled
  '55P03', // lock_timeout
  '25P03', // idle_in_transaction_session_timeout
  '57P03', // starting
]);

/** What ends a connection whatever it is at: a statement outside a transaction may have been committed by then. */
const endsConnection: ReadonlySet<string> = new Set([
  '57P01', // shut down
  '57P02', // crashed
]);

/** What a statement's error means: unavailable for what passes, the error itself where the statement is wrong. */
export function failureOf(error: Error): Error {
  if (error instanceof DatabaseUnavailable) return error;
  if (error instanceof pg.DatabaseError) {
    const { code = '' } = error;
    if (endsConnection.has(code)) return new DatabaseUnavailable({ cause: error, didNothing: false });
    const passes = worthAnotherTry.has(code) || worthAnotherTry.has(code.slice(0, 2));
    return passes ? new DatabaseUnavailable({ cause: error, didNothing: true }) : error;
  }
  // A parameter that cannot be written is a mistake of ours; anything else happened to the connection.
  if (error instanceof TypeError || error instanceof RangeError) return error;
  return new DatabaseUnavailable({ cause: error, didNothing: false });
}
