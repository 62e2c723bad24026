import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, afterEach, before, test } from 'node:test';
import { realBrowser } from '@spanshop/local/testing';
import { portOf } from '@spanshop/shared/http';
import { orderTrace } from '../../../services/console/test/support/odd-trace.ts';
import { traceIdOf } from '../../../services/console/test/support/otlp-trace.ts';
import { type ConsoleInBrowser, rowNames, startConsoleInBrowser } from './support.ts';

const { skip, launch } = realBrowser();
const order = traceIdOf(1);
let shop: ConsoleInBrowser;

before(async () => {
  if (skip) return;
  shop = await startConsoleInBrowser(launch);
  await shop.backend.send(orderTrace(order, Date.now() - 50_000));
});

afterEach(() => shop?.toBackend.reset());
after(() => shop?.close());

for (const [name, path, isShown] of [
  ['the list', '/traces', '.trace-list li'],
  ['a trace', `/traces/${order}`, '[role=treeitem]'],
] as const) {
  test(`when the backend goes away and comes back, then ${name} stays, says since when, and is fresh again`, {
    skip,
  }, async () => {
    const { page, close } = await shop.open(path);
    try {
      await page.locator(isShown).first().waitFor();
      shop.toBackend.when('GET', /traces/, { do: 'refuse' });
      const again = page.getByRole('button', { name: /^(Search again|Reload)$/ });
      await again.click();
      const trouble = page.getByRole('alert');
      await trouble.waitFor();
      assert.match(await trouble.innerText(), /does not answer at http:.*What is shown is from \d/s);
      assert.ok((await page.locator(isShown).count()) > 0);
      shop.toBackend.reset();
      await trouble.getByRole('button', { name: 'Try again' }).click();
      await trouble.waitFor({ state: 'detached' });
      assert.ok((await page.locator(isShown).count()) > 0);
    } finally {
      await close();
    }
  });
}

test('when the backend is away from the start, then the page says so, and shows the trace once it is back', {
  skip,
}, async () => {
  shop.toBackend.when('GET', /traces/, { do: 'refuse' });
  const { page, close } = await shop.open(`/traces/${order}`);
  try {
    assert.match(await page.getByRole('alert').innerText(), /does not answer/);
    shop.toBackend.reset();
    await page.getByRole('button', { name: 'Try again' }).click();
    assert.equal((await rowNames(page))[0], 'POST /orders');
  } finally {
    await close();
  }
});

test('when a trace is not there, then the page says what may have become of it', { skip }, async () => {
  const { page, close } = await shop.open(`/traces/${traceIdOf(99)}`);
  try {
    assert.match(await page.getByRole('alert').innerText(), /There is no such trace.*made room for newer ones/s);
  } finally {
    await close();
  }
});

test('when a page of a stranger reads from the console, changes something or shows it in a frame, then nothing comes of it', {
  skip,
}, async () => {
  const stranger = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>stranger</title>');
  });
  await new Promise<void>(resolve => stranger.listen(0, '127.0.0.1', resolve));
  // The same machine by another name, so that the browser takes the pages for those of different sites.
  const page = await (await shop.browser.newContext()).newPage();
  try {
    await page.goto(`${shop.url}/traces`);
    await page.locator('.trace-list li').waitFor();
    await page.goto(`http://localhost:${portOf(stranger)}`);
    const asked = shop.toBackend.requests.length;
    const outcome = await page.evaluate<string[]>(`(async () => {
      const send = (path, options) => fetch('${shop.url}' + path, { credentials: 'include', ...options })
        .then(answer => 'answered ' + answer.type + ' ' + answer.status, () => 'refused');
      const json = { 'content-type': 'application/json' };
      const frame = new Promise(resolve => {
        const element = document.createElement('iframe');
        element.onload = () => { try { resolve(element.contentDocument === null ? 'nothing of it' : 'its document'); } catch { resolve('nothing of it'); } };
        element.src = '${shop.url}/traces';
        document.body.append(element);
      });
      return [
        await send('/api/traces'),
        await send('/api/traces', { mode: 'no-cors' }),
        await send('/api/anything', { method: 'PUT', headers: json, body: '{}' }),
        await send('/api/anything', { method: 'POST', mode: 'no-cors', body: '{}' }),
        await frame,
      ];
    })()`);
    // The fourth is what any page can send: it is refused too, in an answer that the page cannot read.
    assert.deepEqual(outcome, ['refused', 'refused', 'refused', 'answered opaque 0', 'nothing of it']);
    assert.equal(shop.toBackend.requests.length, asked, 'nothing of it has reached the backend');
  } finally {
    await page.context().close();
    stranger.close();
  }
});
