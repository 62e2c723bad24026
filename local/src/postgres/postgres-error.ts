/** Why there is no database, in one sentence that is shown as it is. */
export class PostgresError extends Error {
  override readonly name = 'PostgresError';

  constructor(sentence: string, cause?: unknown) {
    super(sentence, { cause });
  }
}
