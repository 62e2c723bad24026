import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from '@spanshop/labs/catalogue';
import { hintsOf } from '../../src/blind/index.ts';

for (const fault of catalogue) {
  test(`when hints to ${fault.name} are given, then the span comes last and the name never`, () => {
    const [feel, look, span] = hintsOf(fault);
    const { service, operation } = fault.truth;
    assert.ok(feel.includes(fault.symptom.inWords), feel);
    assert.ok(look.includes(service), look);
    assert.ok(span.includes(service) && span.includes(operation), span);
    for (const hint of [feel, look, span]) assert.ok(!hint.includes(fault.name), hint);
  });
}
