/** Why a command cannot do what it was asked to, in one sentence that is shown as it is. */
export class SentenceError extends Error {
  override readonly name = 'SentenceError';
  readonly exitCode: number;

  constructor(sentence: string, { exitCode = 1, cause }: { exitCode?: number; cause?: unknown } = {}) {
    super(sentence, { cause });
    this.exitCode = exitCode;
  }
}

/** A wrong argument or variable: exit code 2. */
export function usageError(sentence: string): SentenceError {
  return new SentenceError(sentence, { exitCode: 2 });
}
