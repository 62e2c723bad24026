import type { SkipCounter } from './skip-counter.ts';
import { UnreadableInputError } from './unreadable-input-error.ts';

/**
 * JSON text as one document, or as lines with a document each (the Collector's file exporter, newer Jaegers).
 * A broken line among good ones is counted and skipped: a file that is still being written ends in one.
 * @throws UnreadableInputError when nothing in it is JSON.
 */
export function parseDocuments(text: string, skips: SkipCounter): readonly unknown[] {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (trimmed === '') throw new UnreadableInputError('The input is empty.');
  if (trimmed.startsWith('<')) throw new UnreadableInputError('The input is HTML or XML, not JSON.');
  const whole = tryParse(trimmed);
  if (whole.parsed) return [whole.value];

  const documents: unknown[] = [];
  let broken = 0;
  for (const line of trimmed.split('\n')) {
    if (line.trim() === '') continue;
    const result = tryParse(line);
    if (result.parsed) {
      documents.push(result.value);
    } else {
      broken += 1;
      skips.add('a line is not JSON or is cut off', line);
    }
  }
  // Text that is not JSON may hold a line that is ("1", "{}"), so mostly broken lines mean one broken document.
  if (documents.length <= broken || !documents.some(document => typeof document === 'object' && document !== null)) {
    throw new UnreadableInputError(notJson(trimmed, broken));
  }
  return documents;
}

function notJson(text: string, brokenLines: number): string {
  const opens = text.startsWith('{') || text.startsWith('[');
  if (opens && brokenLines <= 1) return 'The input starts as JSON but is cut off or damaged, so it cannot be read.';
  if (opens) return 'The input looks like JSON but is cut off or damaged, and none of its lines is JSON by itself.';
  return 'The input is not JSON.';
}

function tryParse(text: string): { readonly parsed: boolean; readonly value?: unknown } {
  try {
    return { parsed: true, value: JSON.parse(text) };
  } catch {
    return { parsed: false };
  }
}
