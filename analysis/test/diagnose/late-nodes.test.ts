import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose, type FaultKind } from '../../src/diagnose/index.ts';
import { type Fault, faultsOf, type System, ticketSystem } from '../generator/index.ts';
import { feed } from '../generator/systems/feed.ts';
import { travel } from '../generator/systems/travel.ts';
import { explain, windowOf } from '../support/diagnosis-cases.ts';

const seeds = [51, 52];

/** With every seed and size there is one culprit, and it is the service that has the fault. */
function namesOnly(system: System, fault: Pick<Fault, 'service' | 'system'>, kinds: readonly FaultKind[]): void {
  for (const seed of seeds) {
    const diagnosis = diagnose(windowOf(system, seed), windowOf(fault.system, seed + 1000));
    const named = diagnosis.culprits.map(({ service, kind }) => `${kind} of ${service}`);
    const [first] = named;
    assert.ok(
      first !== undefined && kinds.some(kind => first === `${kind} of ${fault.service}`),
      explain(seed, diagnosis),
    );
    assert.ok(
      diagnosis.culprits.every(({ service }) => service === fault.service),
      named.join(', '),
    );
  }
}

const systems = { ticketSystem, travel, feed };
for (const [name, system] of Object.entries(systems)) {
  const faults = [30, 100].flatMap(ms => faultsOf(system, ms).map(fault => ({ ...fault, ms })));

  for (const fault of faults.filter(({ kind }) => kind === 'leaving')) {
    test(`when in ${name} ${fault.title} by ${fault.ms} ms, then its network is the one culprit, not its neighbours`, () => {
      namesOnly(system, fault, ['network']);
    });
  }

  for (const fault of faults.filter(({ kind, ms }) => kind === 'link' && ms === 100)) {
    test(`when in ${name} ${fault.title}, then the callee is named, not a node with other ways`, () => {
      namesOnly(system, fault, ['network']);
    });
  }
}

const slowQueries = faultsOf(travel, 50).filter(({ kind }) => kind === 'query');
for (const fault of slowQueries) {
  test(`when only ${fault.title}, then that is no network`, () => namesOnly(travel, fault, ['slow-query']));
}

test('when everything enters a service late whose process is measured and calm, then it is its network', () => {
  const late = { ...ticketSystem, lateMs: { booking: { entering: 60 } } };
  namesOnly(ticketSystem, { service: 'booking', system: late }, ['network']);
});

test('when everything enters and leaves a service late, then it is one culprit', () => {
  const late = { ...travel, lateMs: { search: { entering: 60, leaving: 60 } } };
  namesOnly(travel, { service: 'search', system: late }, ['network']);
});
