import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsText } from '../../src/findings/findings-text.ts';
import { exampleFindings } from '../support/example-findings.ts';

test('when a run found where the time went and what ran out, then two sentences say so, and no more than three parts', () => {
  assert.deepEqual(findingsText(exampleFindings()), [
    'The slowest 5 % (48 requests of 812 ms and more, 45 of them POST /orders) spent their time in orders: waiting for a connection 41 %, orders: INSERT orders.orders (database) 17 %, payments → acquirer: POST /v1/captures 9 %.',
    'Ran out first: the pool of orders (from 21 s on, 3.2 waiting for a connection); then the machine (from 35 s on, 98 % busy).',
  ]);
});

test('when not all traces were read, then it is said how many were', () => {
  const { slow } = exampleFindings();
  const [sentence = ''] = findingsText(slow ? { slow: { ...slow, tracesRead: 40 } } : {});
  assert.match(sentence, /^The slowest 5 % \(48 requests .*\) spent their time, by 40 of their traces, in orders: /);
});

test('when nothing ran out, then the busiest are named', () => {
  const [, sentence] = findingsText({ ranOut: [], busiest: 'event loop: gateway (25 % busy)' });
  assert.equal(sentence, 'Nothing ran out. Busiest: event loop: gateway (25 % busy).');
});

test('when neither traces nor metrics can be read, then that is said', () => {
  assert.deepEqual(findingsText({}), [
    "Where the slow requests' time went is not known: no trace of theirs was read.",
    'What ran out is not known: the services cannot be asked how busy they are.',
  ]);
});
