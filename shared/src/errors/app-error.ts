export interface AppErrorOptions {
  /** HTTP status that the error maps to, 400 to 599. */
  status: number;
  /** Stable, machine-readable name such as `out_of_stock`. */
  code: string;
  /** One sentence for the caller; hidden from it when the status is 5xx. */
  detail: string;
  /** Further members of the problem document, for example the order's id. */
  extensions?: Readonly<Record<string, unknown>>;
  /** Response headers that belong to the error, for example Retry-After. */
  headers?: Readonly<Record<string, string>>;
  /**
   * Certainly nothing has happened: a caller may take the request for not done, and try again. Only for a 503, which says
   * nothing of the kind by itself. Default false.
   */
  withoutEffect?: boolean;
  cause?: unknown;
}

/** An error that the one error handler can turn into a problem document. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly status: number;
  readonly code: string;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly withoutEffect: boolean;

  constructor({ status, code, detail, extensions = {}, headers = {}, withoutEffect = false, cause }: AppErrorOptions) {
    super(detail, { cause });
    this.status = status;
    this.code = code;
    this.extensions = extensions;
    this.headers = headers;
    this.withoutEffect = withoutEffect;
  }

  /** A refusal is the shop's answer to the caller, not a failure of the shop. */
  get isRefusal(): boolean {
    return this.status < 500;
  }
}
