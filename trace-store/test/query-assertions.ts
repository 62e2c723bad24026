import assert from 'node:assert/strict';
import { newSpanId } from './otlp-json.ts';
import type { QueryAnswer } from './query-client.ts';

/** Names that no other test and no earlier run has used. */
export function uniqueName(prefix: string): string {
  return `${prefix}-${newSpanId()}`;
}

export function isFound({ status }: QueryAnswer): boolean {
  return status === 200;
}

export function assertError({ status, body }: QueryAnswer, expectedStatus: number, message: RegExp): void {
  assert.equal(status, expectedStatus, body);
  const { error } = JSON.parse(body);
  assert.equal(error.httpCode, expectedStatus);
  assert.match(error.message, message);
  assert.doesNotMatch(body, /\.ts:|\.go:| {4}at /);
}

/** What `read` gives as soon as it is `good`; a backend may take a moment to show what it was sent, 5 s at most. */
export async function eventually<T>(read: () => Promise<T>, good: (value: T) => boolean): Promise<T> {
  const deadlineMs = Date.now() + 5000;
  for (;;) {
    const value = await read();
    if (good(value)) return value;
    if (Date.now() > deadlineMs) assert.fail(`not seen within 5 s; the last answer was ${JSON.stringify(value)}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
