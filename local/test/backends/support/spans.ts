import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** Sends a trace of one span by OTLP. Gives its id. */
export async function sendTrace(otlpUrl: string, service = 'tools-test'): Promise<string> {
  const traceId = randomBytes(16).toString('hex');
  const endMs = Date.now();
  const span = {
    traceId,
    spanId: randomBytes(8).toString('hex'),
    name: 'knock',
    kind: 2,
    startTimeUnixNano: `${endMs - 5}000000`,
    endTimeUnixNano: `${endMs}000000`,
  };
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: service } }] };
  const answer = await fetch(`${otlpUrl}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'test' }, spans: [span] }] }] }),
  });
  assert.equal(answer.status, 200, await answer.text());
  return traceId;
}

export async function isInJaeger(queryUrl: string, traceId: string): Promise<boolean> {
  const answer = await fetch(`${queryUrl}/api/v3/traces/${traceId}`);
  return (await answer.text()).includes(traceId);
}

export async function isInZipkin(queryUrl: string, traceId: string): Promise<boolean> {
  const answer = await fetch(`${queryUrl}/api/v2/trace/${traceId}`);
  return answer.ok && (await answer.text()).includes('knock');
}

const withinMs = 30_000;

/** Waits until a condition holds; fails with the sentence when it does not in time. */
export async function until(sentence: string, condition: () => Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + withinMs;
  while (!(await condition())) {
    assert.ok(performance.now() < giveUpAt, `not within ${withinMs / 1_000} s: ${sentence}`);
    await sleep(100);
  }
}
