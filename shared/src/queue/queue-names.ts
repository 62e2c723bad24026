export const queueSchema = 'queue';

/** Where the messages of a queue end that cannot be handled. */
export function deadLetterQueueOf(name: string): string {
  return `${name}.dead`;
}
