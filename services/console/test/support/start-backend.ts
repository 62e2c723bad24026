import assert from 'node:assert/strict';
import { startApp } from '../../../../trace-store/test/start-app.ts';

export interface RunningBackend {
  queryUrl: string;
  /** Takes spans as OTLP JSON. */
  send(document: object): Promise<void>;
  close(): Promise<void>;
}

/** A real trace store, which has what it is sent. */
export async function startBackend(): Promise<RunningBackend> {
  const { otlpUrl, queryUrl, close } = await startApp({ maxSpans: 40_000, maxBytes: 256 * 1024 * 1024 });
  return {
    queryUrl,
    async send(document) {
      const answer = await fetch(`${otlpUrl}/v1/traces`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(document),
      });
      assert.equal(answer.status, 200, await answer.text());
    },
    close,
  };
}
