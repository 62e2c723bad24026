/** Why a load test cannot be run, in one sentence that is shown as it is. */
export class LoadError extends Error {
  override readonly name = 'LoadError';
  readonly exitCode: number;

  constructor(sentence: string, { exitCode = 1, cause }: { exitCode?: number; cause?: unknown } = {}) {
    super(sentence, { cause });
    this.exitCode = exitCode;
  }
}

/** A wrong argument or variable: exit code 2. */
export function usageError(sentence: string): LoadError {
  return new LoadError(sentence, { exitCode: 2 });
}

/** What an error says, in one line. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause : undefined;
  const code = (cause as NodeJS.ErrnoException | undefined)?.code ?? cause?.message;
  return (code ? `${error.message} (${code})` : error.message).replaceAll(/\s*\n\s*/g, ' ');
}
