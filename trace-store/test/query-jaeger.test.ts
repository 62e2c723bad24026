import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { findJaeger, startJaeger } from './jaeger-process.ts';
import { registerQuerySuite } from './query-suite.ts';

const binary = findJaeger();
const isRequired = (process.env.SPANSHOP_REQUIRE ?? '').split(',').some(name => name.trim() === 'jaeger');

if (binary !== undefined) {
  const jaeger = await startJaeger(binary);
  after(jaeger.close);
  registerQuerySuite('a real Jaeger', jaeger);
} else {
  const reason = 'no jaeger: set SPANSHOP_JAEGER_BIN, or put it into ~/.cache/spanshop/tools or on the PATH';
  test(
    'when the query suite runs on a real Jaeger, then it passes there as well',
    { skip: !isRequired && reason },
    () => assert.fail(reason),
  );
}
