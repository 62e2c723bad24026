import { randomUUID } from 'node:crypto';
import { SentenceError } from '@spanshop/shared/errors';
import { exampleOrder } from './example-order.ts';
import { traceIdOf } from './trace-id-of.ts';

/** How long a call to the gateway may take; longer than it ever works on one. */
export const callTimeoutMs = 10_000;

export interface PlacedOrder {
  id: string;
  /** Undefined where the gateway names no trace, as without a telemetry SDK. */
  traceId: string | undefined;
  answeredMs: number;
}

/** Places the example order. @throws SentenceError when no shop answers, or it does not take the order */
export async function placeOrder(gatewayUrl: string): Promise<PlacedOrder> {
  const startedAt = performance.now();
  const answer = await fetch(`${gatewayUrl}/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify(exampleOrder),
    signal: AbortSignal.timeout(callTimeoutMs),
  }).catch(cause => {
    throw new SentenceError(`no shop answers at ${gatewayUrl}`, { cause });
  });
  const body = (await answer.json().catch(() => ({}))) as { id?: string; detail?: string };
  const answeredMs = performance.now() - startedAt;
  if (!answer.ok || !body.id) {
    throw new SentenceError(`the gateway answered ${answer.status} to the order: ${body.detail ?? 'no reason given'}`);
  }
  return { id: body.id, traceId: traceIdOf(answer.headers), answeredMs };
}
