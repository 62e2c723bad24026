export { AppError, type AppErrorOptions } from './app-error.ts';
export { asFirstEffect, DatabaseUnavailable } from './database-unavailable.ts';
export { PeerError, type PeerFailure } from './peer-error.ts';
export { printable } from './printable.ts';
export { problemContentType, toAppError, toProblem } from './problem.ts';
export { SentenceError, usageError } from './sentence-error.ts';
