import { STATUS_CODES } from 'node:http';
import { AppError } from './app-error.ts';

/** Problem details of RFC 9457, with the trace that explains them. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  traceId?: string;
  /** True where certainly nothing has happened. */
  withoutEffect?: boolean;
  [extension: string]: unknown;
}

export const problemContentType = 'application/problem+json';

/** Maps any error to a problem document; what a 5xx says stays in the log and on the span. */
export function toProblem(error: AppError, traceId: string | undefined): Problem {
  return {
    ...error.extensions,
    type: `urn:spanshop:problem:${error.code}`,
    title: STATUS_CODES[error.status] ?? 'Error',
    status: error.status,
    code: error.code,
    detail: error.isRefusal ? error.message : hiddenDetail(traceId),
    ...(error.withoutEffect ? { withoutEffect: true } : {}),
    ...(traceId ? { traceId } : {}),
  };
}

function hiddenDetail(traceId: string | undefined): string {
  const what = 'The shop could not complete the request';
  return traceId ? `${what}; the trace named here tells why.` : `${what}.`;
}

/** Errors of Express and its body parser carry a status and a type; everything else is a 500. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { status, type } = (error ?? {}) as { status?: number; type?: string };
  const known = type ? bodyErrors[type] : undefined;
  if (known) return new AppError({ ...known, cause: error });
  if (status !== undefined && status >= 400 && status < 500) {
    return new AppError({ status, code: 'bad_request', detail: 'The request cannot be read.', cause: error });
  }
  return new AppError({ status: 500, code: 'internal', detail: messageOf(error), cause: error });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const bodyErrors: Readonly<Record<string, { status: number; code: string; detail: string }>> = {
  'entity.parse.failed': { status: 400, code: 'malformed_json', detail: 'The body is not valid JSON.' },
  'entity.too.large': { status: 413, code: 'body_too_large', detail: 'The body is larger than 100 kB.' },
  'encoding.unsupported': {
    status: 415,
    code: 'unsupported_encoding',
    detail: 'The content encoding is not supported.',
  },
  'charset.unsupported': { status: 415, code: 'unsupported_charset', detail: 'The body must be UTF-8.' },
  'request.aborted': { status: 400, code: 'request_aborted', detail: 'The body ended before its announced length.' },
  'request.size.invalid': { status: 400, code: 'wrong_length', detail: 'The body does not have its announced length.' },
};
