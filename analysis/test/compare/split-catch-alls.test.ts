import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catchAllSplitter, observeWindow } from '../../src/compare/index.ts';
import { traceOf, withSpan } from '../support/spans.ts';

/** The endpoints of requests after splitting, from traces with ids of their own. */
const endpointsOf = (...traces: readonly string[]) => {
  const window = observeWindow(traces.map(notation => traceOf(notation)));
  return catchAllSplitter(window)(window).requests.map(({ endpoint }) => endpoint);
};
const door = (steps: string) => `GET server @door[0,100]; ${steps}`;
const to = (service: string, from: number, until: number) =>
  `${service}Call client @door<GET[${from},${until}]; ${service}Route server @${service}<${service}Call[${from + 1},${until - 1}]`;

// `withSpan` would rename; names of routes need no slash here, because only the root's name decides whether to split.
test('when a root stands for all requests, then they are told apart by the first route below', () => {
  assert.deepEqual(endpointsOf(door(to('logins', 10, 50)), door(to('carts', 10, 20)), door(to('carts', 10, 20))), [
    'door GET → logins loginsRoute',
    'door GET → carts cartsRoute',
    'door GET → carts cartsRoute',
  ]);
});

test('when nearly all requests have the first step in common, then the next one tells them apart', () => {
  const checked = (service: string) => door(`${to('sessions', 1, 9)}; ${to(service, 10, 50)}`);
  assert.deepEqual(endpointsOf(checked('logins'), checked('carts')), [
    'door GET → logins loginsRoute',
    'door GET → carts cartsRoute',
  ]);
});

test('when two calls run at once, then it does not matter which of them starts first', () => {
  const one = door(`${to('carts', 10, 50)}; ${to('news', 12, 40)}`);
  const other = door(`${to('news', 10, 40)}; ${to('carts', 12, 50)}`);
  assert.deepEqual(
    endpointsOf(one, other, door(to('logins', 10, 20))),
    ['door GET → logins loginsRoute', 'door GET → carts cartsRoute', 'door GET → carts cartsRoute'].toSorted(
      (a, b) => Number(a.includes('logins')) - Number(b.includes('logins')),
    ),
  );
});

test('when all do the same next, then there is nothing to tell apart', () => {
  assert.deepEqual(endpointsOf(door(to('carts', 10, 20)), door(to('carts', 10, 30))), ['door GET', 'door GET']);
});

test('when a proxy’s name hides routes, then they are told apart if each request goes on to one', () => {
  const proxy = (service: string) => door(to(service, 10, 50)).replaceAll('GET', 'ingress');
  assert.deepEqual(endpointsOf(proxy('logins'), proxy('carts')), [
    'door ingress → logins loginsRoute',
    'door ingress → carts cartsRoute',
  ]);
  const work = (...services: readonly string[]) =>
    door(services.map((service, i) => to(service, 10 + 20 * i, 25 + 20 * i)).join('; ')).replaceAll('GET', 'checkout');
  assert.deepEqual(endpointsOf(work('logins', 'carts'), work('carts', 'logins')), ['door checkout', 'door checkout']);
});

test('when a root that stands for all calls no other service, then its own spans tell', () => {
  const own = (name: string) => door(`${name} client @door<GET[10,50]`);
  assert.deepEqual(endpointsOf(own('findUsers'), own('findCarts')), ['door GET → findUsers', 'door GET → findCarts']);
});

type Sort = readonly [notation: string, requests: number, failed?: 'failed'];

/** The endpoints of each window after splitting, from so many requests of each sort. */
const endpointsOfEach = (...windows: readonly (readonly Sort[])[]) => {
  const observed = windows.map(sorts =>
    observeWindow(
      sorts.flatMap(([notation, requests, failed]) => {
        const trace = traceOf(notation);
        return new Array(requests).fill(failed ? withSpan(trace, 'GET', { status: 'error' }) : trace);
      }),
    ),
  );
  const split = catchAllSplitter(...observed);
  return observed.map(window => [...new Set(split(window).requests.map(({ endpoint }) => endpoint))]);
};
const nowhere = 'GET server @door[0,100]';
const usual: readonly Sort[] = [
  [door(to('logins', 10, 50)), 300],
  [door(to('carts', 10, 20)), 300],
];
const whole = ['door GET'];
const parts = ['door GET → logins loginsRoute', 'door GET → carts cartsRoute'];

test('when only one window has a part and it is no rare one, then the endpoint is left whole, so that it is compared', () => {
  const turnedAway: readonly Sort[] = [...usual, [nowhere, 20]];
  assert.deepEqual(endpointsOfEach(usual, turnedAway), [whole, whole]);
  assert.deepEqual(endpointsOfEach(turnedAway, usual), [whole, whole]);
  assert.deepEqual(endpointsOfEach(turnedAway, turnedAway), [
    [...parts, ...whole],
    [...parts, ...whole],
  ]);
});

test('when only one window has a part by chance, then the others are told apart all the same', () => {
  assert.deepEqual(endpointsOfEach(usual, [...usual, [nowhere, 9]]), [parts, [...parts, ...whole]]);
  const few = usual.map(([notation]): Sort => [notation, 10]);
  assert.deepEqual(endpointsOfEach(few, [...usual, [nowhere, 100]]), [parts, [...parts, ...whole]]);
});

test('when a rare part that only one window has fails, then the endpoint is left whole', () => {
  assert.deepEqual(endpointsOfEach(usual, [...usual, [nowhere, 10, 'failed']]), [whole, whole]);
});
