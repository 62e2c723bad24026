import assert from 'node:assert/strict';

interface Answer {
  status: number;
  headers: Readonly<Record<string, string | undefined>>;
  body: Record<string, unknown>;
}

/** A problem document with a clear detail, no stack, and the trace that its headers name too. */
export function assertProblem({ status, headers, body }: Answer, expected: number, code: string): void {
  assert.equal(status, expected, JSON.stringify(body));
  assert.match(headers['content-type'] ?? '', /^application\/problem\+json/);
  assert.equal(body['status'], expected);
  assert.equal(body['code'], code);
  assert.equal(body['type'], `urn:spanshop:problem:${code}`);
  assert.match(String(body['detail']), /\S/);
  assert.match(String(body['traceId']), /^[0-9a-f]{32}$/);
  assert.match(headers['traceresponse'] ?? '', new RegExp(`^00-${body['traceId']}-[0-9a-f]{16}-0[0-3]$`));
  assert.equal(headers['server-timing'], `trace;desc=${headers['traceresponse']}`);
  assert.doesNotMatch(JSON.stringify(body), /\bat \S+ \(|node_modules|\.ts:\d|127\.0\.0\.1|postgres/i);
}
