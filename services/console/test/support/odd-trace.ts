import { type GivenSpan, otlpTrace } from './otlp-trace.ts';

export const markup = '<img src=x onerror="document.title=1"><script>document.title = 1</script>';
export const turned = 'invoice\u202Efdp.exe\u0007';
export const megabyte = 'long '.repeat(200_000);

/** A trace with what strangers' spans may have, and what no span should: drawn all the same. */
export function oddTrace(traceId: string, startUnixMs: number): object {
  const spans: GivenSpan[] = [
    { id: 1, service: 'gateway', name: 'GET /odd', kind: 2, from: 0, to: 100 },
    {
      id: 2,
      parent: 1,
      service: markup,
      name: markup,
      from: 5,
      to: 40,
      isError: true,
      attributes: {
        [markup]: markup,
        'file.name': turned,
        body: megabyte,
        constructor: 'a name that objects have',
        count: 7,
      },
      events: [{ name: markup, at: 20, attributes: { 'exception.message': markup } }],
      links: [{ traceId: 'ffffffffffffffffffffffffffffffff', id: 9 }],
    },
    { id: 3, parent: 2, service: turned, name: turned, from: 10, to: 30 },
    // Its parent never arrived.
    { id: 4, parent: 77, service: 'lost', name: 'orphan', from: 20, to: 25 },
    // Each is the other's parent.
    { id: 5, parent: 6, service: 'circle', name: 'one of a circle', from: 30, to: 35 },
    { id: 6, parent: 5, service: 'circle', name: 'the other of a circle', from: 31, to: 34 },
    { id: 7, parent: 7, service: 'circle', name: 'its own parent', from: 32, to: 33 },
    { id: 8, parent: 1, service: 'gateway', name: 'ends before it starts', from: 60, to: 50 },
    { id: 9, parent: 1, service: 'gateway', name: 'takes no time', from: 60, to: 60 },
    { id: 10, parent: 1, service: 'gateway', name: 'goes on', from: 90, to: 5_000 },
    { id: 11, parent: 1, service: 'gateway', name: 'n'.repeat(5_000), from: 70, to: 80 },
    { id: 12, parent: 1, service: 'gateway', name: '', from: 80, to: 81 },
  ];
  return otlpTrace(traceId, startUnixMs, spans);
}

/** A request of so many spans: a call after another, each with queries below it. */
export function largeTrace(traceId: string, startUnixMs: number, count: number): object {
  const spans: GivenSpan[] = [{ id: 1, service: 'gateway', name: 'GET /all', kind: 2, from: 0, to: count }];
  for (let id = 2; id <= count; id++) {
    const isCall = id % 10 === 2;
    const parent = isCall ? 1 : id - ((id - 2) % 10);
    spans.push({
      id,
      parent,
      service: `part-${Math.floor(id / 1_000)}`,
      name: isCall ? `call ${id}` : `SELECT ${id}`,
      kind: isCall ? 1 : 3,
      from: id - 1,
      to: isCall ? Math.min(id + 9, count) : id,
      attributes: isCall ? {} : { 'db.system.name': 'postgresql', 'db.query.text': `SELECT ${id}` },
    });
  }
  return otlpTrace(traceId, startUnixMs, spans);
}

/** An order: what the customer waits for, and its shipping, which comes seconds later. */
export function orderTrace(traceId: string, startUnixMs: number, { slowerMs = 0, isRetried = false } = {}): object {
  const retry: GivenSpan[] = isRetried
    ? [{ id: 20, parent: 5, service: 'payments', name: 'POST /v1/captures', kind: 3, from: 62, to: 68 }]
    : [];
  const baggage = { 'shop.tenant': 'main', 'shop.customer_tier': 'gold' };
  const query = { 'db.system.name': 'postgresql', 'db.query.summary': 'SELECT stock', ...baggage };
  return otlpTrace(traceId, startUnixMs, [
    {
      id: 1,
      service: 'gateway',
      name: 'POST /orders',
      kind: 2,
      from: 0,
      to: 80 + slowerMs,
      attributes: { 'http.route': '/orders', 'http.request.method': 'POST', ...baggage },
    },
    {
      id: 2,
      parent: 1,
      service: 'gateway',
      name: 'pg-pool.connect',
      kind: 3,
      from: 1,
      to: 1.05,
      attributes: { 'db.client.connection.pool.name': 'gateway' },
    },
    {
      id: 3,
      parent: 1,
      service: 'orders',
      name: 'place order',
      from: 5,
      to: 75 + slowerMs,
      attributes: { 'shop.order.id': 'ord-1', ...baggage },
      events: [{ name: 'step done', at: 30 }],
    },
    {
      id: 4,
      parent: 3,
      service: 'inventory',
      name: 'SELECT stock',
      kind: 3,
      from: 10,
      to: 30 + slowerMs,
      attributes: query,
    },
    { id: 5, parent: 3, service: 'payments', name: 'charge', from: 35 + slowerMs, to: 70 + slowerMs },
    {
      id: 6,
      parent: 3,
      service: 'orders',
      name: 'send order.confirmed',
      kind: 4,
      from: 71 + slowerMs,
      to: 72 + slowerMs,
    },
    { id: 7, parent: 6, service: 'fulfillment', name: 'process order.confirmed', kind: 5, from: 5_000, to: 5_020 },
    {
      id: 8,
      parent: 7,
      service: 'fulfillment',
      name: 'INSERT shipments',
      kind: 3,
      from: 5_005,
      to: 5_010,
      attributes: { 'db.system.name': 'postgresql' },
    },
    ...retry,
  ]);
}
