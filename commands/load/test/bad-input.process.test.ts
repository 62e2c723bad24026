import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runLoad } from './support/run-load.ts';

/** A port at which no launcher of a demo that may be running listens. */
const nobody = { LAUNCHER_PORT: '8' };

for (const [what, given, environment, exitCode, sentence] of [
  ['the scenario is unknown', ['smok'], {}, 2, /^npm run load: there is no scenario smok; there are smoke, .*\n$/],
  [
    'the shop is not up',
    ['smoke'],
    { GATEWAY_PORT: '8' },
    1,
    /^npm run load: nothing answers at http:\/\/127\.0\.0\.1:8: start the shop first.*\n$/,
  ],
  [
    'the target is somewhere else',
    ['smoke', '--base-url', 'http://192.0.2.1'],
    {},
    2,
    /^npm run load: 192\.0\.2\.1 is not this machine.*\n$/,
  ],
  ['the target is no address', ['smoke', '--base-url', 'shop'], {}, 2, /^npm run load: shop is no address.*\n$/],
  ['a run to compare is not there', ['compare', 'a', 'b'], {}, 2, /^npm run load: there is no run in .*a\n$/],
] as const) {
  test(`when ${what}, then one sentence says so and the exit code is ${exitCode}`, async () => {
    const run = runLoad(given, { environment: { ...nobody, ...environment } });
    try {
      assert.equal(await run.exit, exitCode);
      assert.match(run.output().stderr, sentence);
      assert.equal(run.output().stdout, '');
    } finally {
      run.forget();
    }
  });
}
