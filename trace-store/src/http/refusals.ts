import { AppError, type AppErrorOptions } from '@spanshop/shared/errors';

type Extra = Pick<AppErrorOptions, 'cause' | 'headers'>;

/** A request that makes no sense, in a way that the client has to mend. */
export function invalid(detail: string, extra: Extra = {}): AppError {
  return new AppError({ status: 400, code: 'invalid_request', detail, ...extra });
}

export function notFound(detail: string): AppError {
  return new AppError({ status: 404, code: 'not_found', detail });
}

/** @param allow the methods that are taken, as the header of that name lists them. */
export function methodNotAllowed(allow: string, detail: string): AppError {
  return new AppError({ status: 405, code: 'method_not_allowed', detail, headers: { allow } });
}

export function tooLarge(detail: string): AppError {
  return new AppError({ status: 413, code: 'too_large', detail });
}

export function unsupported(detail: string): AppError {
  return new AppError({ status: 415, code: 'unsupported', detail });
}

/** Nothing is wrong with the request; it can be sent again after a second. */
export function busy(detail: string): AppError {
  return new AppError({ status: 503, code: 'busy', detail, headers: { 'retry-after': '1' } });
}

/** What the client is told: why it is refused, or nothing of a failure that nobody foresaw. */
export function messageFor(error: AppError): string {
  return error.code === 'internal' ? 'internal error' : error.message;
}
