import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

/** Runs a program that logs, as a service would, and gives its lines. */
async function linesOf(program: string, level = 'info'): Promise<Record<string, unknown>[]> {
  const source = `
    const { createLogger } = await import('@spanshop/shared/logging');
    const { trace } = await import('@opentelemetry/api');
    const logger = createLogger('orders', '${level}');
    ${program}`;
  const shared = join(import.meta.dirname, '../..');
  const preload = ['--import', '@spanshop/shared/preload'];
  const { stdout } = await promisify(execFile)(process.execPath, [...preload, '--input-type=module', '-e', source], {
    cwd: shared,
    env: { ...process.env, OTEL_TRACES_EXPORTER: 'none' },
  });
  return stdout
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));
}

test('when something is logged inside a span, then the line carries service, level, time, trace and span', async () => {
  const [line] = await linesOf(`
    trace.getTracer('test').startActiveSpan('x', span => {
      logger.info({ traceId: span.spanContext().traceId, spanId: span.spanContext().spanId }, 'hello');
      span.end();
    });`);
  assert.equal(line?.['service'], 'orders');
  assert.equal(line?.['level'], 'info');
  assert.equal(line?.['msg'], 'hello');
  assert.match(String(line?.['time']), /^\d{4}-\d\d-\d\dT/);
  assert.equal(line?.['trace_id'], line?.['traceId']);
  assert.equal(line?.['span_id'], line?.['spanId']);
});

test('when something is logged outside any span, then the line names no trace', async () => {
  const [line] = await linesOf("logger.info('hello');");
  assert.equal('trace_id' in (line ?? {}), false);
});

test('when a card token or headers are logged by mistake, then they do not reach the line', async () => {
  const lines = await linesOf(`
    const paymentToken = 'tok_secret', cardToken = 'tok_secret';
    logger.info({ paymentToken }, 'a');
    logger.info({ body: { paymentToken, cardToken } }, 'b');
    logger.info({ req: { headers: { authorization: 'tok_secret' } } }, 'c');`);
  assert.equal(lines.length, 3);
  assert.doesNotMatch(JSON.stringify(lines), /tok_secret/);
});

test('when an error is logged, then its message, code, stack and causes are there, and nothing that it carries', async () => {
  const [line] = await linesOf(`
    const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED', config: { password: 'hunter2' } });
    logger.error({ err: Object.assign(new Error('no answer', { cause }), { client: { password: 'hunter2' } }) }, 'x');`);
  const error = line?.['err'] as Record<string, unknown>;
  assert.equal(error['message'], 'no answer');
  assert.match(String(error['stack']), /no answer/);
  assert.equal((error['cause'] as Record<string, unknown>)['code'], 'ECONNREFUSED');
  assert.doesNotMatch(JSON.stringify(line), /hunter2/);
});

test('when the level is warn, then what is less is not written', async () => {
  const lines = await linesOf("logger.debug('a'); logger.info('b'); logger.warn('c'); logger.error('d');", 'warn');
  assert.deepEqual(
    lines.map(({ msg }) => msg),
    ['c', 'd'],
  );
});
