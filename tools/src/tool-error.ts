/** Why a tool cannot be had or does not work, in one sentence that is shown as it is. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
  readonly exitCode: number;

  constructor(sentence: string, { exitCode = 1, cause }: { exitCode?: number; cause?: unknown } = {}) {
    super(sentence, { cause });
    this.exitCode = exitCode;
  }
}

/** A wrong argument or variable: exit code 2. */
export function usageError(sentence: string): ToolError {
  return new ToolError(sentence, { exitCode: 2 });
}
