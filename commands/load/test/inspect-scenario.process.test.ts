import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { realTools } from '@spanshop/local/testing';
import { highestRateOf, secondsOf, visitsOf } from '../../../load-tests/lib/profile.ts';
import type { K6 } from '../src/k6/find-k6.ts';
import { inspectScenario, scenarioFrom } from '../src/k6/inspect-scenario.ts';
import { inspectAll, listText } from '../src/list-text.ts';
import { scenarioNames } from '../src/scenario-names.ts';
import { runLoad } from './support/run-load.ts';

const tools = await realTools('k6');
const { skip } = tools;
const inspect = (scenario: string, variables: Readonly<Record<string, string>> = {}) => {
  const k6: K6 = { kind: 'program', path: tools.pathOf('k6'), version: '' };
  return inspectScenario({ k6, scenario, variables });
};

test('when scenarios are looked for, then every file is one that can be asked for, save what breakpoint uses', () => {
  const files = readdirSync(new URL('../../../load-tests/scenarios/', import.meta.url)).sort();
  assert.deepEqual(files, [...scenarioNames, 'probe'].map(name => `${name}.ts`).sort());
});

for (const name of [...scenarioNames, 'probe']) {
  test(`when k6 reads ${name}, then its file is that scenario, and its mix is one of 100`, { skip }, async () => {
    const scenario = await inspect(name);
    assert.equal(scenario.name, name);
    assert.equal(
      Object.values(scenario.mix).reduce((sum, part) => sum + part, 0),
      100,
    );
    assert.ok(visitsOf(scenario.profile) > 0);
    // The gateway takes no longer name.
    assert.match(name, /^[a-z][a-z0-9-]{0,15}$/);
  });
}

test('when k6 is told another length and rate, then its plan has them and keeps its shape', { skip }, async () => {
  const { profile } = await inspect('spike', { LOAD_SECONDS: '9', LOAD_RATE: '4' });
  assert.ok(Math.abs(secondsOf(profile) - 9) < 1e-9);
  assert.equal(highestRateOf(profile), 4);
  assert.deepEqual(
    profile.stages.map(({ rate }) => rate),
    [1, 4, 4, 1, 1],
  );
});

test('when k6 writes durations of hours, minutes and parts of seconds, then they are read', () => {
  const options = (duration: string) => ({
    scenarios: { a: { executor: 'constant-arrival-rate', rate: 5, timeUnit: '10s', duration } },
    ext: { spanshop: { about: 'a', mix: { browse: 100 } } },
  });
  assert.equal(secondsOf(scenarioFrom(options('1h2m3.5s')).profile), 3_723.5);
  assert.equal(secondsOf(scenarioFrom(options('1500ms')).profile), 1.5);
  assert.equal(scenarioFrom(options('1s')).profile.startRate, 0.5);
});

test('when k6 cannot make sense of what it is told, then one sentence says what k6 says', { skip }, async () => {
  await assert.rejects(inspect('smoke', { LOAD_RATE: 'fast' }), {
    exitCode: 1,
    message: /^k6 cannot read the scenario smoke: .*LOAD_RATE is fast, which is no number above 0$/,
  });
});

test('when the scenarios are listed, then each has its rate, and each journey its objectives', { skip }, async () => {
  const text = listText(await inspectAll(process.env));
  assert.match(text, /^ {2}steady +an ordinary day.*\n.*25 % order.*120 s, up to 15 visits\/s$/m);
  assert.match(text, /^ {2}order +95 % within 800 ms, 99 % within 1500 ms, fewer than 1 % failed$/m);
  assert.doesNotMatch(text, /probe/);
});

test('when the scenarios are to be listed without k6, then one sentence says that it is needed and how to get it', async () => {
  const run = runLoad(['list'], { environment: { PATH: '', SPANSHOP_TOOLS: '/nonexistent' } });
  try {
    assert.equal(await run.exit, 1);
    assert.match(run.output().stderr, /^npm run load: k6 2\.2\.0 is neither on the PATH nor in .*npm run tools.*\n$/);
  } finally {
    run.forget();
  }
});
