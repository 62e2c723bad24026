import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Linking } from '../src/contract.ts';
import { otlpTrace, traceIdOf } from './support/otlp-trace.ts';
import { type RunningBackend, startBackend } from './support/start-backend.ts';
import { type RunningConsole, startConsole } from './support/start-console.ts';

const [busyUnixMs, crowdedUnixMs] = [Date.now() - 600_000, Date.now() - 300_000];
const [lastingMs, linked, early, late] = [60_000, traceIdOf(1), traceIdOf(2), traceIdOf(3)];
let backend: RunningBackend;
let page: RunningConsole;

before(async () => {
  backend = await startBackend();
  page = await startConsole({ QUERY_URL: backend.queryUrl });
  for (const [traceId, unixMs] of [
    [early, busyUnixMs],
    [late, crowdedUnixMs + lastingMs - 10],
  ] as const) {
    await backend.send(otlpTrace(traceId, unixMs, [{ id: 1, from: 0, to: 1, links: [{ traceId: linked, id: 1 }] }]));
  }
  await sendOthers(10_000, 500, busyUnixMs);
  await sendOthers(20_000, 2_500, crowdedUnixMs);
});

after(async () => {
  await page?.close();
  await backend?.close();
});

/** Traces that have nothing to do with the link, one after the other over a minute. */
async function sendOthers(first: number, count: number, startUnixMs: number): Promise<void> {
  const documents = Array.from({ length: count }, (_, at) => {
    const from = 1 + (at * lastingMs) / count;
    return otlpTrace(traceIdOf(first + at), startUnixMs, [{ id: 1, from, to: from + 1 }]) as { resourceSpans: [] };
  });
  await backend.send({ resourceSpans: documents.flatMap(({ resourceSpans }) => resourceSpans) });
}

async function linkingIn(fromUnixMs: number): Promise<Linking> {
  const answer = await fetch(
    `${page.url}/api/traces/${linked}/linking?from=${fromUnixMs - 1_000}&to=${fromUnixMs + lastingMs}`,
  );
  return (await answer.json()) as Linking;
}

test('when 500 traces came after one that links, then it is found all the same', async () => {
  const { spans, untilUnixMs } = await linkingIn(busyUnixMs);
  assert.deepEqual([spans.map(({ traceId }) => traceId), untilUnixMs], [[early], undefined]);
});

test('when there are more traces than are looked through, then it is said until when they were', async () => {
  const { spans, untilUnixMs = 0 } = await linkingIn(crowdedUnixMs);
  assert.deepEqual(spans, []);
  assert.ok(untilUnixMs > crowdedUnixMs + lastingMs / 3 && untilUnixMs < crowdedUnixMs + lastingMs, `${untilUnixMs}`);
});
