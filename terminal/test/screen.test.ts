import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { createScreen } from '../src/index.ts';

/** An output that remembers what is written to it; a terminal of 20 columns, or none. */
function output(isTTY: boolean) {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 20 });
  let written = '';
  stream.on('data', chunk => {
    written += chunk;
  });
  return { stream: stream as unknown as NodeJS.WriteStream, written: () => written };
}

const erased = '\u001b[2K\u001b[1G';

test('when progress is shown in a terminal, then it takes its place again and again, below the lines that stay', () => {
  const { stream, written } = output(true);
  const screen = createScreen({ output: stream });
  screen.show('one');
  screen.show('two');
  screen.print('a line');
  screen.clear();
  assert.equal(written(), `one${erased}two${erased}a line\ntwo${erased}`);
});

test('when progress is longer than a line, then it is cut', () => {
  const { stream, written } = output(true);
  createScreen({ output: stream }).show('x'.repeat(40));
  assert.equal(written(), 'x'.repeat(19));
});

test('when what is complained of would steer the terminal, then it is shown as text', t => {
  const written = t.mock.method(process.stderr, 'write', () => true);
  createScreen({ output: output(false).stream }).complain('orders: \u001b]0;owned\u0007 failed');
  assert.deepEqual(written.mock.calls[0]?.arguments, ['orders: \\u001b]0;owned\\u0007 failed\n']);
  written.mock.restore();
});

test('when the last progress is kept, then it is a line of its own', () => {
  const { stream, written } = output(true);
  const screen = createScreen({ output: stream });
  screen.show('done');
  screen.keep();
  screen.print('next');
  assert.equal(written(), 'done\nnext\n');
});

test('when there is no terminal, then progress is a line every ten seconds, or nothing', () => {
  const { stream, written } = output(false);
  let nowMs = 0;
  const screen = createScreen({ output: stream, now: () => nowMs });
  for (nowMs of [0, 5_000, 9_999, 10_000]) screen.show(`at ${nowMs}`);
  screen.clear();
  assert.equal(written(), 'at 0\nat 10000\n');
  const quiet = output(false);
  createScreen({ output: quiet.stream, terminalOnly: true }).show('one');
  assert.equal(quiet.written(), '');
});
