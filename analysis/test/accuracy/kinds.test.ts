import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultsOf, type ReportedKinds } from '../generator/index.ts';
import { feed } from '../generator/systems/feed.ts';
import { travel } from '../generator/systems/travel.ts';
import { diagnoseFaults, type Said, scoreOf } from './index.ts';

const systems = [
  { system: travel, seed: 21, ms: 100 },
  { system: feed, seed: 22, ms: 30 },
];

/** A call without a span of its own that is longer on one side may be the caller's work: nothing tells, so nothing is asked. */
const isDecidable = (kinds: ReportedKinds) => (fault: { readonly kind: string }) =>
  kinds !== 'servers-only' || fault.kind !== 'late way in';

const described = (said: readonly Said[]) =>
  said
    .filter(({ outcome }) => outcome !== 'right')
    .map(({ fault, outcome, diagnosis }) => `${outcome}: ${fault.title}: ${diagnosis.culprits[0]?.evidence[0]}`)
    .join('\n');

for (const kinds of ['kept', 'unspecified', 'bare', 'servers-only'] satisfies readonly ReportedKinds[]) {
  test(`when kinds of spans are ${kinds}, then at least nine services of ten are named right, and none wrong for sure`, () => {
    const said = systems.flatMap(({ system, seed, ms }) =>
      diagnoseFaults(system, faultsOf(system, ms).filter(isDecidable(kinds)), kinds, seed),
    );
    const { cases, right, wrongAndHigh } = scoreOf(said);
    assert.ok(cases >= 70 && right >= 0.9 * cases, described(said));
    assert.equal(wrongAndHigh, 0, described(said));
  });
}
