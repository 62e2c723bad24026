import assert from 'node:assert/strict';
import { test } from 'node:test';
import { report } from '../src/faults/report.ts';

const turns = (cpu: readonly number[]) => cpu.map(cpuMsPerCheckout => ({ cpuMsPerCheckout, checkoutsPerSecond: 20 }));

test('when both ways cost the same but for noise, then the report says so, with the interval', () => {
  const text = report({ outside: turns([100, 110, 105]), inside: turns([102, 107, 106]) }).join('\n');
  assert.match(text, /CPU ms a checkout +105\.00 +105\.00 +1\.001 \(0\.942 to 1\.063\)/);
  assert.match(text, /cost nothing that this run can tell from noise/);
});

test('when lab mode costs a tenth each time, then the report does not call that noise', () => {
  const text = report({ outside: turns([100, 110, 105]), inside: turns([110, 121.1, 115.4]) }).join('\n');
  assert.match(text, /1 is outside an interval/);
});
