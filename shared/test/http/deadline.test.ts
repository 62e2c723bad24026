import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { remainingMs, runWithDeadline } from '@spanshop/shared/deadline';
import { createHttpClient } from '@spanshop/shared/http';
import { Router } from 'express';
import request from 'supertest';
import { z } from 'zod';
import { startApp } from '../support/start-app.ts';

const answer = z.object({ leftMs: z.number(), announcedMs: z.array(z.number()) });

/** Answers how much time it has, and what each hop before it was told; the last of a chain of three. */
const last = await startApp(
  Router().get('/time', (req, res) => {
    res.json({ leftMs: remainingMs(), announcedMs: [Number(req.get('x-timeout-ms'))] });
  }),
);
const toLast = createHttpClient({ peer: 'last', baseUrl: last.url, timeoutMs: 60_000 });
const passOn = Router().get('/time', async (req, res) => {
  const further = await toLast.call({ method: 'GET', path: '/time', response: answer });
  res.json({ ...further, announcedMs: [Number(req.get('x-timeout-ms')), ...further.announcedMs] });
});
const middle = await startApp(passOn);
const edge = await startApp(passOn, { deadline: { timeoutMs: 1_000, trustCaller: false } });
after(async () => {
  toLast.close();
  for (const app of [last, middle, edge]) await app.close();
});

test('when a deadline travels, then each hop has less than its caller', async () => {
  const client = createHttpClient({ peer: 'middle', baseUrl: middle.url, timeoutMs: 60_000 });
  const { leftMs, announcedMs } = await runWithDeadline(1_500, () =>
    client.call({ method: 'GET', path: '/time', response: answer }),
  );
  client.close();
  const [first = 0, second = 0] = announcedMs;
  assert.ok(first <= 1_500 && first > 1_300, String(first));
  assert.ok(second <= first - 50, `${second} after ${first}`);
  assert.ok(leftMs <= second - 50, `${leftMs} after ${second}`);
});

test('when the caller is not trusted, then its deadline does not count', async () => {
  for (const announced of ['1', '3600000']) {
    const { body } = await request(edge.server).get('/time').set('x-timeout-ms', announced);
    assert.ok(body.leftMs > 500 && body.leftMs < 1_000, `${body.leftMs} after ${announced}`);
  }
});

for (const announced of ['3600000', 'Infinity', '-5', '0', 'soon', '', 'NaN', '1e9']) {
  test(`when a trusted caller announces ${announced || 'nothing'}, then the service's own limit counts`, async () => {
    const { body } = await request(last.server).get('/time').set('x-timeout-ms', announced);
    assert.ok(body.leftMs > 1_900 && body.leftMs <= 2_000, String(body.leftMs));
  });
}

test('when a trusted caller has hardly any time left, then the service still answers at once', async () => {
  const { status, body } = await request(last.server).get('/time').set('x-timeout-ms', '10');
  assert.equal(status, 200);
  assert.ok(body.leftMs <= 1);
});

test('when no deadline is set, then there is all the time in the world; a new one replaces the active one', () => {
  assert.equal(remainingMs(), Number.POSITIVE_INFINITY);
  runWithDeadline(10, () => {
    assert.ok(remainingMs() <= 10);
    runWithDeadline(1_000, () => assert.ok(remainingMs() > 900));
  });
});
