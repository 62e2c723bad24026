import assert from 'node:assert/strict';
import type { Response } from 'supertest';

/** A problem document with a clear detail, and no stack. */
export function assertProblem({ status, headers, body }: Response, expected: number, code: string): void {
  assert.equal(status, expected, JSON.stringify(body));
  assert.match(headers['content-type'] ?? '', /^application\/problem\+json/);
  assert.equal(body.status, expected);
  assert.equal(body.code, code);
  assert.match(body.detail, /\S/);
  assert.match(body.traceId, /^[0-9a-f]{32}$/);
  assert.doesNotMatch(JSON.stringify(body), /\bat \S+ \(|node_modules|\.ts:\d/);
}
