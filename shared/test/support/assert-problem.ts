import assert from 'node:assert/strict';

/** A problem document of RFC 9457 with everything that a caller may rely on, and nothing that is ours alone. */
export function assertProblem(
  answer: { status: number; headers: Readonly<Record<string, unknown>>; body: unknown },
  status: number,
  code: string,
): Record<string, unknown> {
  const problem = (typeof answer.body === 'string' ? JSON.parse(answer.body) : answer.body) as Record<string, unknown>;
  assert.equal(answer.status, status, JSON.stringify(problem));
  assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
  assert.equal(problem['status'], status);
  assert.equal(problem['code'], code);
  assert.equal(problem['type'], `urn:spanshop:problem:${code}`);
  assert.equal(typeof problem['title'], 'string');
  assert.match(String(problem['detail']), /\S/);
  assert.doesNotMatch(JSON.stringify(problem), /\bat \S+ \(|node_modules|\.ts:\d|\/src\//, 'no stack, no path of ours');
  return problem;
}
