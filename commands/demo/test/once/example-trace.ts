import type { Trace } from '@spanshop/analysis/model';
import { readTraces } from '@spanshop/analysis/readers';

export interface ExampleSpan {
  id: string;
  parent?: string;
  service: string;
  kind: 'INTERNAL' | 'SERVER' | 'CLIENT' | 'PRODUCER' | 'CONSUMER';
  name: string;
  /** Milliseconds from the trace's start. */
  from: number;
  to: number;
  attributes?: Readonly<Record<string, string>>;
}

const baggage = { 'shop.tenant': 'main', 'shop.customer_tier': 'gold' };

/** A whole order in as few spans as it takes. */
export const wholeOrder: readonly ExampleSpan[] = [
  { id: '1', service: 'gateway', kind: 'SERVER', name: 'POST /orders', from: 0, to: 100 },
  {
    id: '2',
    parent: '1',
    service: 'gateway',
    kind: 'CLIENT',
    name: 'call orders',
    from: 5,
    to: 95,
    attributes: to('orders'),
  },
  { id: '3', parent: '2', service: 'orders', kind: 'SERVER', name: 'POST /orders', from: 10, to: 90 },
  {
    id: '4',
    parent: '3',
    service: 'orders',
    kind: 'CLIENT',
    name: 'call inventory',
    from: 15,
    to: 30,
    attributes: to('inventory'),
  },
  { id: '5', parent: '4', service: 'inventory', kind: 'SERVER', name: 'POST /quotes', from: 16, to: 29 },
  {
    id: '6',
    parent: '3',
    service: 'orders',
    kind: 'CLIENT',
    name: 'call payments',
    from: 31,
    to: 60,
    attributes: to('payments'),
  },
  { id: '7', parent: '6', service: 'payments', kind: 'SERVER', name: 'POST /charges', from: 32, to: 59 },
  {
    id: '8',
    parent: '7',
    service: 'payments',
    kind: 'CLIENT',
    name: 'call acquirer',
    from: 33,
    to: 58,
    attributes: to('acquirer'),
  },
  { id: '9', parent: '3', service: 'orders', kind: 'PRODUCER', name: 'send order.confirmed', from: 70, to: 75 },
  {
    id: 'a',
    parent: '9',
    service: 'fulfillment',
    kind: 'CONSUMER',
    name: 'process order.confirmed',
    from: 110,
    to: 150,
  },
].map(span => ({ ...span, attributes: { ...baggage, ...span.attributes } }) as ExampleSpan);

function to(peer: string): Record<string, string> {
  return { 'service.peer.name': peer };
}

/** The trace that a backend would answer with. */
export function traceOf(spans: readonly ExampleSpan[]): Trace {
  const resourceSpans = spans.map(span => ({
    resource: { attributes: attributesOf({ 'service.name': span.service }) },
    scopeSpans: [
      {
        spans: [
          {
            traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
            spanId: span.id.padStart(16, '0'),
            ...(span.parent ? { parentSpanId: span.parent.padStart(16, '0') } : {}),
            name: span.name,
            kind: ['', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'].indexOf(span.kind),
            startTimeUnixNano: `${1_700_000_000_000 + span.from}000000`,
            endTimeUnixNano: `${1_700_000_000_000 + span.to}000000`,
            attributes: attributesOf(span.attributes ?? {}),
          },
        ],
      },
    ],
  }));
  const [trace] = readTraces({ resourceSpans }).traces;
  if (!trace) throw new Error('the example is no trace');
  return trace;
}

function attributesOf(values: Readonly<Record<string, string>>): unknown[] {
  return Object.entries(values).map(([key, stringValue]) => ({ key, value: { stringValue } }));
}
