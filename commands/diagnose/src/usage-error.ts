/** What was asked for makes no sense. The message is one plain sentence, shown with a hint at --help. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
