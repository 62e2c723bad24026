import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { noFaults } from '@spanshop/shared/faults';
import { shutDown } from '@spanshop/shared/service';
import { silentLogger } from '@spanshop/shared/testing';
import express, { Router } from 'express';
import { startApp } from '../support/start-app.ts';

for (const [what, stop] of [
  ['rejects', () => Promise.reject(new Error('the queue is gone'))],
  [
    'throws',
    () => {
      throw new Error('the database is gone');
    },
  ],
] as const) {
  test(`when background work ${what} at its end, then requests are still answered, and the exit code is 1`, async () => {
    let finish = () => {};
    const slow = Router().get('/slow', (_request, response) => {
      finish = () => response.json({ done: true });
    });
    const app = await startApp(slow);
    const begun = once(app.server, 'request');
    const answer = fetch(`${app.url}/slow`);
    await begun;

    const service = { app: express(), stop, close: async () => {} };
    const ended = shutDown({
      servers: [app.server],
      service,
      faults: noFaults,
      logger: silentLogger(),
      timeoutMs: 5_000,
    });
    // By then whoever is cut off has been.
    await new Promise(resolve => setImmediate(resolve));
    finish();
    assert.deepEqual(await (await answer).json(), { done: true });
    assert.equal(await ended, 1);
  });
}
