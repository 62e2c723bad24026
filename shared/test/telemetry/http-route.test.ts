import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { clearSpans, waitForSpans } from '@spanshop/shared/testing';
import { Router } from 'express';
import { serverSpans } from '../support/spans.ts';
import { startApp } from '../support/start-app.ts';

const routes = Router()
  .get('/things/:id', (_request, response) => void response.json({}))
  .get('/things/:id/parts/:partId', (_request, response) => void response.json({}))
  .get('/broken', async () => {
    throw new Error('on purpose');
  });
const app = await startApp(Router().use(routes));
after(app.close);
beforeEach(clearSpans);

for (const { path, name, route } of [
  { path: '/things/17?more=yes', name: 'GET /things/{id}', route: '/things/{id}' },
  { path: '/things/17/parts/4', name: 'GET /things/{id}/parts/{partId}', route: '/things/{id}/parts/{partId}' },
  { path: '/broken', name: 'GET /broken', route: '/broken' },
  { path: '/nowhere', name: 'GET', route: undefined },
]) {
  test(`when ${path} is asked for, then its span is ${name}`, async () => {
    await (await fetch(app.url + path)).text();
    const [span] = serverSpans(await waitForSpans(spans => serverSpans(spans).length > 0));
    assert.equal(span?.name, name);
    assert.equal(span?.attributes['http.route'], route);
  });
}
