import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditRun, type DefectPlace } from '../../src/integrity/index.ts';
import { createTrace, type Span, type Trace } from '../../src/model/index.ts';
import { createRandom } from '../../src/statistics/index.ts';
import { asReported, changed, generateTraces, query, type System, ticketSystem, work } from '../generator/index.ts';
import { bank } from '../generator/systems/bank.ts';
import { clinic } from '../generator/systems/clinic.ts';
import { feed } from '../generator/systems/feed.ts';
import { parcels } from '../generator/systems/parcels.ts';
import { travel } from '../generator/systems/travel.ts';
import {
  belowOf,
  detached,
  doubled,
  inWrongTrace,
  notExported,
  withAttribute,
  without,
} from '../support/broken-tracing.ts';

const requests = 120;
const regions = ['north', 'south', 'east'];

/**
 * Bookings, as a system traces them that carries the region by baggage, and writes the booking's id where it is known.
 *
 *     web POST /bookings -> booking -> pricing, fraud; seats; bank (outside); queue -> mailer
 */
function bookings(system: System = ticketSystem, seed = 7): Trace[] {
  const entries = [{ operation: 'web POST /bookings', weight: 1 }];
  return [...generateTraces({ system: { ...system, entries }, requests, seed })].map((trace, index) => {
    const withRegion = withAttribute(trace, 'app.region', regions[index % 3] as string);
    return withAttribute(withRegion, 'app.booking.id', `b-${index}`, receives);
  });
}

const receives = ({ kind }: Span) => kind === 'server' || kind === 'consumer';
const isServer =
  (of: string) =>
  ({ kind, service }: Span) =>
    kind === 'server' && service === of;
const isCall = (from: string, to: string) => (span: Span) =>
  span.kind === 'client' && span.service === from && span.attributes['server.address'] === to;

function placesOf(traces: readonly Trace[]): string[] {
  return auditRun(traces).places.map(inWords);
}

function inWords({ class: kind, service, operation }: DefectPlace): string {
  return `${kind} at ${service}: ${operation}`;
}

/** In so many of a hundred traces, the same ones each time. */
function inSome(percent: number): (trace: Trace) => boolean {
  const random = createRandom(11);
  const chosen = new Map<string, boolean>();
  return ({ traceId }) => {
    const known = chosen.get(traceId) ?? random() * 100 < percent;
    chosen.set(traceId, known);
    return known;
  };
}

for (const percent of [5, 50, 100]) {
  const isHit = inSome(percent);

  // web  |-------------|          booking's call to seats
  //           (gone)              |---|    is a trace of its own
  test(`when ${percent} of 100 calls are made outside their context, then the caller is named`, () => {
    const broken = detached(bookings(), (span, trace) => isHit(trace) && isCall('booking', 'seats')(span));
    assert.deepEqual(placesOf(broken), ['lost-context at booking: POST']);
  });

  test(`when the context of ${percent} of 100 calls is not read, then who answers is named`, () => {
    const broken = detached(bookings(), (span, trace) => isHit(trace) && isServer('seats')(span));
    assert.deepEqual(placesOf(broken), ['lost-context at seats: POST /holds']);
  });

  test(`when ${percent} of 100 calls have two spans, then the caller is named`, () => {
    const broken = bookings().map(trace => doubled(trace, span => isHit(trace) && isCall('web', 'booking')(span)));
    assert.deepEqual(placesOf(broken), ['doubled-call at web: POST']);
  });

  test(`when the span around a statement is not ended in ${percent} of 100 traces, then the statement's place is named`, () => {
    const wrapped = changed(ticketSystem, {
      'seats POST /holds': { steps: [work(1), { do: 'span', name: 'hold', steps: [query('UPDATE seats', 3)] }] },
    });
    const broken = bookings(wrapped).map(trace => notExported(trace, ({ name }) => isHit(trace) && name === 'hold'));
    assert.deepEqual(placesOf(broken), ['unended-span at seats: UPDATE seats']);
  });
}

for (const percent of [5, 50, 90]) {
  test(`when a service leaves ${percent} of 100 traces out, then it is named with what it answers`, () => {
    const isHit = inSome(percent);
    const broken = bookings().map(trace => without(trace, span => isHit(trace) && isServer('seats')(span)));
    assert.deepEqual(placesOf(broken), ['sampling-hole at seats: POST /holds']);
  });
}

test('when a service in the middle leaves traces out, then it is named, and not what it called', () => {
  const isHit = inSome(50);
  const broken = bookings().map(trace => without(trace, span => isHit(trace) && isServer('booking')(span)));
  assert.deepEqual(placesOf(broken), ['sampling-hole at booking: POST /bookings']);
});

test('when a service exports nothing, then it is named by those that call it, and its orphans are not', () => {
  const broken = bookings().map(trace => notExported(trace, ({ service }) => service === 'booking'));
  assert.deepEqual(placesOf(broken), ['silent-service at booking: POST']);
});

test('when the calls of a request hang in another one, then the call is named by the ids that do not agree', () => {
  assert.deepEqual(placesOf(inWrongTrace(bookings(), isCall('booking', 'seats'))), ['wrong-parent at booking: POST']);
});

test('when a message takes no baggage along, then who receives it is named', () => {
  const broken = bookings().map(trace => {
    const consumer = trace.spans.find(({ kind }) => kind === 'consumer') as Span;
    const lacking = new Set([consumer, ...belowOf(trace, consumer)]);
    return withAttribute(trace, 'app.region', '', span => lacking.has(span));
  });
  assert.deepEqual(placesOf(broken), ['baggage-missing at mailer: process booked']);
});

// A |-------|
// B            |--|       same process, begun when A was over
test('when work begins after its parent in the same process has ended, then it is named', () => {
  const isHit = inSome(20);
  const broken = bookings().map(trace => {
    const late = trace.spans.find(({ service, kind }) => service === 'seats' && kind === 'client') as Span;
    const server = trace.spans.find(isServer('seats')) as Span;
    const root = trace.spans[0] as Span;
    const startNano = server.endNano + (root.endNano - server.endNano) / 2;
    const moved = { ...late, startNano, endNano: startNano + 1 };
    return isHit(trace) ? { ...trace, spans: trace.spans.map(span => (span === late ? moved : span)) } : trace;
  });
  const [place] = placesOf(broken);
  assert.match(String(place), /^starts-after-parent at seats: /);
});

const systems = { ticketSystem, bank, clinic, feed, parcels, travel };

for (const [name, system] of Object.entries(systems)) {
  for (const kinds of ['kept', 'unspecified', 'bare'] as const) {
    test(`when tracing is in order in the system ${name}, kinds ${kinds}, then nothing is found`, () => {
      const traces = [...generateTraces({ system, requests: 300, seed: 3 })].map(trace => asReported(trace, kinds));
      // Without kinds nobody can tell that a message may be taken up after the trace's root has ended.
      const found = placesOf(traces).filter(place => kinds === 'kept' || !place.startsWith('outlives-trace'));
      assert.deepEqual(found, []);
    });
  }
}

test('when calls fail, time out and are repeated, then nothing is found', () => {
  const steps = [
    { do: 'call', operation: 'pricing POST /quotes', retries: 2, timeoutMs: 5 },
    { do: 'call', operation: 'seats POST /holds', optional: true, timeoutMs: 6 },
  ] as const;
  const troubled = changed(ticketSystem, { 'booking POST /bookings': { steps } });
  assert.deepEqual(
    placesOf(bookings(troubled)).filter(place => !place.startsWith('outlives-trace')),
    [],
  );
});

test('when a script that answers nobody begins the traces, then that is no lost context', () => {
  const script = { name: 'script', kind: 'client', service: 'script' } as const;
  const traces = bookings().map(trace => {
    const [root] = trace.spans as [Span];
    const call = {
      ...root,
      ...script,
      spanId: 'script',
      attributes: {},
      startNano: root.startNano - 1,
      endNano: root.endNano + 1,
    };
    const below = trace.spans.map(span => (span === root ? { ...span, parentId: 'script' } : span));
    return createTrace(trace.traceId, trace.epochUnixNano, [call, ...below]);
  });
  assert.deepEqual(placesOf(traces), []);
});
