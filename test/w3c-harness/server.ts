/**
 * The service under test for W3C's Trace Context test harness: told by `POST /test` whom to call, it calls them, and the
 * harness looks at the trace headers of these calls. Runs on the shared preload, so it shows what every service does.
 *
 * `PORT=5000 node --import @spanshop/shared/preload test/w3c-harness/server.ts`, then the harness with
 * `SPEC_LEVEL=2 python test.py http://127.0.0.1:5000/test` (github.com/w3c/trace-context, folder test).
 */
import { createHttpClient, listen, portOf } from '@spanshop/shared/http';
import express from 'express';
import { z } from 'zod';

const instructions = z.array(z.object({ url: z.url(), arguments: z.unknown() }));

const app = express();
app.post('/test', express.json(), async (request, response) => {
  const { data: calls } = instructions.safeParse(request.body);
  if (calls === undefined) {
    response.status(400).json({ detail: 'The body must be a list of {url, arguments}.' });
    return;
  }
  for (const { url, arguments: body } of calls) {
    const { origin, pathname } = new URL(url);
    const harness = createHttpClient({ peer: 'w3c-harness', baseUrl: origin, timeoutMs: 5_000 });
    await harness.call({ method: 'POST', path: pathname, body, response: z.unknown() }).finally(harness.close);
  }
  response.json(null);
});

const server = await listen(app, { host: '127.0.0.1', port: Number(process.env['PORT'] ?? 0) });
console.log(`http://127.0.0.1:${portOf(server)}/test`);
