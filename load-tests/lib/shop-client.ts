import { check } from 'k6';
import exec from 'k6/execution';
import http, { type RefinedResponse } from 'k6/http';
import type { JourneyName } from '../objectives.ts';
import { environment } from './environment.ts';
import { reportRequest } from './request-report.ts';
import { answeredTrace, syntheticBaggage } from './trace-headers.ts';

/** What can be asked of the shop, and which answers a shop in order gives. */
const operations = {
  listProducts: { name: 'GET /products', expected: [200] },
  getProduct: { name: 'GET /products/{sku}', expected: [200] },
  // A card may be refused.
  placeOrder: { name: 'POST /orders', expected: [201, 402] },
  getOrder: { name: 'GET /orders/{orderId}', expected: [200] },
  // The parcel may have left already.
  cancelOrder: { name: 'POST /orders/{orderId}/cancel', expected: [200, 409] },
  listOrders: { name: 'GET /customers/{customerId}/orders', expected: [200] },
} as const;

const expectedBy = Object.fromEntries(
  Object.entries(operations).map(([name, { expected }]) => [name, http.expectedStatuses(...expected)]),
) as Record<keyof typeof operations, ReturnType<typeof http.expectedStatuses>>;

export interface ShopRequest {
  operation: keyof typeof operations;
  tenant: string;
  path: string;
  /** Makes it a POST. */
  body?: unknown;
  idempotencyKey?: string;
  /** Whether a body of a 2xx is what it should be. */
  isRight?: (body: Record<string, unknown>) => boolean;
}

export interface ShopAnswer {
  status: number;
  /** Undefined where the answer is not JSON or did not come. */
  body: Record<string, unknown> | undefined;
}

/** Longer than the gateway ever takes. */
const timeout = '12s';

/** Sends one request of a journey, checks the answer, and reports it with the trace that the answer names. */
export function ask(journey: JourneyName, request: ShopRequest): ShopAnswer {
  const { operation, tenant, path, body, idempotencyKey } = request;
  const { name, expected } = operations[operation];
  const method = name.startsWith('POST') ? 'POST' : 'GET';
  const startedUnixMs = Date.now();
  const answer = http.request(method, environment.baseUrl + path, body === undefined ? null : JSON.stringify(body), {
    headers: {
      'x-tenant': tenant,
      baggage: syntheticBaggage(exec.scenario.name, journey, environment.runId),
      ...(idempotencyKey ? { 'Idempotency-Key': idempotencyKey } : {}),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    tags: { journey, name },
    responseCallback: expectedBy[operation],
    timeout,
  });
  const answered = answeredTrace(answer.headers['Traceresponse']);
  const read = bodyOf(answer);
  check(
    answer,
    {
      'the answer names its trace': () => answered !== undefined,
      'the answer is the right one': ({ status }) =>
        status >= 300 || (read !== undefined && (request.isRight?.(read) ?? true)),
    },
    { journey },
  );
  reportRequest({
    journey,
    operation: name,
    status: answer.status,
    failed: !(expected as readonly number[]).includes(answer.status),
    durationMs: answer.timings.duration,
    startedUnixMs,
    traceId: answered?.traceId,
    sampled: answered?.sampled,
  });
  return { status: answer.status, body: read };
}

function bodyOf(answer: RefinedResponse<'text'>): Record<string, unknown> | undefined {
  try {
    return answer.json() as unknown as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
