import { AppError } from './app-error.ts';

export interface DatabaseFailure {
  cause: Error;
  /** The statement, or the transaction, certainly changed nothing. */
  didNothing: boolean;
  /** Nothing that the request did before had an effect either. Default false. */
  withoutEffect?: boolean;
}

/** The database could not be reached, or did not do its work in time: worth another try, soon. */
export class DatabaseUnavailable extends AppError {
  readonly didNothing: boolean;

  constructor({ cause, didNothing, withoutEffect = false }: DatabaseFailure) {
    const headers = { 'Retry-After': '1' };
    super({ status: 503, code: 'database_unavailable', detail: cause.message, headers, withoutEffect, cause });
    this.didNothing = didNothing;
  }
}

/** Runs what a request changes first: where the database certainly did nothing, neither did the request, and the caller is told so. */
export async function asFirstEffect<T>(work: Promise<T>): Promise<T> {
  return work.catch(error => {
    if (!(error instanceof DatabaseUnavailable && error.didNothing)) throw error;
    throw new DatabaseUnavailable({ cause: error.cause as Error, didNothing: true, withoutEffect: true });
  });
}
