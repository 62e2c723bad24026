/** What an error says, in one line, with the code of what it came from. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause : undefined;
  const code = (cause as NodeJS.ErrnoException | undefined)?.code;
  return (code ? `${error.message} (${code})` : error.message).replaceAll(/\s*\n\s*/g, ' ');
}
