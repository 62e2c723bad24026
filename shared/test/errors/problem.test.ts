import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError, toAppError, toProblem } from '@spanshop/shared/errors';

const traceId = '0af7651916cd43dd8448eb211c80319c';

test('when a refusal becomes a problem, then it says what is wrong, with its extensions and its trace', () => {
  const error = new AppError({
    status: 409,
    code: 'out_of_stock',
    detail: 'There are 2 pieces left.',
    extensions: { available: 2 },
  });
  assert.equal(error.isRefusal, true);
  assert.deepEqual(toProblem(error, traceId), {
    type: 'urn:spanshop:problem:out_of_stock',
    title: 'Conflict',
    status: 409,
    code: 'out_of_stock',
    detail: 'There are 2 pieces left.',
    available: 2,
    traceId,
  });
});

test('when a failure becomes a problem, then its detail stays with us', () => {
  const error = new AppError({ status: 503, code: 'order_failed', detail: 'the password is hunter2' });
  assert.equal(error.isRefusal, false);
  const problem = toProblem(error, traceId);
  assert.doesNotMatch(JSON.stringify(problem), /hunter2/);
  assert.match(problem.detail, /the trace named here tells why/);
});

test('when nothing is traced, then the problem names no trace, and does not speak of one', () => {
  const failure = toProblem(new AppError({ status: 500, code: 'internal', detail: 'x' }), undefined);
  assert.equal('traceId' in failure, false);
  assert.doesNotMatch(failure.detail, /trace/);
});

test('when an extension has the name of a standard member, then the standard member stays', () => {
  const extensions = { status: 200, detail: 'all is well', code: 'ok', type: 'x', title: 'x', traceId: 'x' };
  const problem = toProblem(new AppError({ status: 404, code: 'not_found', detail: 'gone', extensions }), traceId);
  assert.deepEqual(problem, {
    type: 'urn:spanshop:problem:not_found',
    title: 'Not Found',
    status: 404,
    code: 'not_found',
    detail: 'gone',
    traceId,
  });
});

for (const [type, status, code] of [
  ['entity.parse.failed', 400, 'malformed_json'],
  ['entity.too.large', 413, 'body_too_large'],
  ['encoding.unsupported', 415, 'unsupported_encoding'],
  ['charset.unsupported', 415, 'unsupported_charset'],
  ['request.aborted', 400, 'request_aborted'],
  ['request.size.invalid', 400, 'wrong_length'],
] as const) {
  test(`when the body parser says ${type}, then that is ${status} ${code} in words of ours`, () => {
    const thrown = Object.assign(new Error('Unexpected token in JSON at position 0'), { status: 400, type });
    const error = toAppError(thrown);
    assert.equal(error.status, status);
    assert.equal(error.code, code);
    assert.equal(error.cause, thrown);
    assert.doesNotMatch(error.message, /Unexpected token/);
  });
}

test('when express refuses a request for another reason, then its status stays and its message does not', () => {
  const error = toAppError(Object.assign(new URIError('URI malformed'), { status: 400 }));
  assert.equal(error.status, 400);
  assert.equal(error.code, 'bad_request');
  assert.doesNotMatch(error.message, /URI malformed/);
});

for (const thrown of [new Error('boom'), 'boom', undefined, null, { status: 200 }, { status: 302 }, { status: 503 }]) {
  test(`when something else is thrown (${JSON.stringify(thrown) ?? 'undefined'}), then it is an internal error`, () => {
    const error = toAppError(thrown);
    assert.equal(error.status, 500);
    assert.equal(error.code, 'internal');
  });
}
