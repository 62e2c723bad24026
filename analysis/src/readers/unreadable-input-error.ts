/** The input as a whole cannot be read. The message is one plain sentence, meant to be shown as it is. */
export class UnreadableInputError extends Error {
  override readonly name: string = 'UnreadableInputError';
}

/** One element of the input is larger than who reads it can hold. */
export class OversizedElementError extends UnreadableInputError {
  override readonly name = 'OversizedElementError';
}
