/** The input as a whole cannot be read. The message is one plain sentence, meant to be shown as it is. */
export class UnreadableInputError extends Error {
  override readonly name = 'UnreadableInputError';
}
