/** A request that is refused: what goes wrong is the client's to read, so `message` never carries internals. */
export class HttpError extends Error {
  /** HTTP status, 400 to 599. */
  readonly status: number;

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HttpError';
    this.status = status;
  }
}

/** The refusal to answer with: an HttpError as it is, anything else as a 500 that hides its detail. */
export function asHttpError(error: unknown): HttpError {
  return error instanceof HttpError ? error : new HttpError(500, 'internal error', { cause: error });
}
