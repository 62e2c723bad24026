import { randomUUID } from 'node:crypto';
import { findFault } from '@spanshop/labs/catalogue';
import { untilInEffect, writeFlags } from '@spanshop/labs/flags';
import type { Fault, Magnitude } from '@spanshop/shared/faults';
import axios, { type AxiosResponse } from 'axios';
import { checkOut, checkoutBody, declinedToken, get } from './requests.ts';
import { type ProcessShop, startProcesses } from './start-processes.ts';
import { until } from './until.ts';

/** The shop as processes in lab mode, and what a test does with it. */
export interface LabShop extends ProcessShop {
  /** Resolves when every process says that it is in effect. */
  turnOn(fault: Fault | string, magnitude?: Magnitude): Promise<void>;
  turnOff(): Promise<void>;
  /** Everything that was traced since the shop was started, or from a time on, once no span is under way any more. */
  traces(fromUnixMs?: number): Promise<string>;
}

/** What one look at the traces gives at most. */
export const mostTraces = 20_000;

/** Spans leave at once, and a batch of parcels does not wait. */
const quick = { OTEL_BSP_SCHEDULE_DELAY: '100', DISPATCH_INTERVAL_MS: '300' };

/** @param environment what all processes get on top */
export async function startLabShop(environment: Readonly<Record<string, string>> = {}): Promise<LabShop> {
  const shop = await startProcesses({ ...quick, ...environment }, { labMode: true });
  const { flagFile, adminUrls, traceStoreUrl } = shop;
  const inEffect = async (version: string) => void (await untilInEffect({ flagFile, adminUrls }, version));
  return {
    ...shop,
    turnOn: async (fault, magnitude = 3) => {
      const on = {
        fault: typeof fault === 'string' ? findFault(fault) : fault,
        magnitude,
        scope: { of: 'all' } as const,
      };
      await inEffect(await writeFlags(flagFile, [on]));
    },
    turnOff: async () => inEffect(await writeFlags(flagFile, [])),
    async traces(fromUnixMs = Date.now() - 600_000) {
      await untilStill(traceStoreUrl);
      const query = new URLSearchParams({
        'query.start_time_min': new Date(fromUnixMs).toISOString(),
        'query.start_time_max': new Date(Date.now() + 60_000).toISOString(),
        'query.num_traces': String(mostTraces),
      });
      return (await fetch(`${traceStoreUrl}/api/v3/traces?${query}`)).text();
    },
  };
}

/** Longer than a span waits in a service, and than a batch of parcels waits for the next van. */
const stillMs = 900;

/** Waits until no span has come for a while. */
export async function untilStill(traceStoreUrl: string): Promise<void> {
  let last = -1;
  let since = performance.now();
  await until(
    'the last span',
    async () => Number((await get(`${traceStoreUrl}/stats`)).data.acceptedSpans),
    spans => {
      if (spans !== last) since = performance.now();
      last = spans;
      return performance.now() - since > stillMs;
    },
  );
}

/** Customers of two tiers and of two storefronts. */
const customers = ['cus-0042', 'cus-0007', 'cus-0100', 'cus-0001'];

/**
 * Looks around, and orders at once: some pay, some are declined. Resolves when all that was paid has shipped; gives the
 * answers.
 *
 * @param headers go with every request
 */
export async function visit(
  { gatewayUrl, auditor }: ProcessShop,
  orders: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<AxiosResponse[]> {
  const looked = await Promise.all([
    get(`${gatewayUrl}/products?limit=5`),
    get(`${gatewayUrl}/customers/cus-0042/orders`),
  ]);
  const ordered = await Promise.all(
    Array.from({ length: orders }, (_, index) => {
      const items = [1, 2, 3].map(item => ({ sku: skuOf(index * 7 + item), quantity: 1 }));
      const customerId = customers[index % customers.length] as string;
      const paymentToken = index % 4 === 3 ? declinedToken : 'tok_visa';
      return checkOut(gatewayUrl, checkoutBody({ customerId, items, paymentToken }), undefined, headers);
    }),
  );
  await until(
    'all shipments',
    async () => Number((await auditor.query(openOrders)).rows[0]?.open),
    open => open === 0,
    30_000,
  );
  return [...looked, ...ordered];
}

const openOrders = `SELECT count(*) AS open FROM orders.orders WHERE status IN ('pending', 'confirmed', 'shipping')`;

function skuOf(number: number): string {
  return `sku-${String(1 + (number % 500)).padStart(4, '0')}`;
}

/** One of each that the public API can be asked, whatever comes of it; gives address, status, headers and text of the answers. */
export async function knock({ gatewayUrl }: ProcessShop): Promise<unknown[]> {
  const order = (differences: object) => ({
    method: 'POST',
    url: '/orders',
    data: { ...checkoutBody(), ...differences },
  });
  const asked = [
    { method: 'GET', url: '/products?limit=20' },
    { method: 'GET', url: '/products/sku-0001' },
    { method: 'GET', url: '/customers/cus-0042/orders' },
    order({ items: [1, 2, 3].map(item => ({ sku: skuOf(item), quantity: 1 })) }),
    order({ items: [3, 2, 1].map(item => ({ sku: skuOf(item), quantity: 1 })) }),
    order({ paymentToken: declinedToken }),
    order({ currency: 'USD' }),
  ];
  return Promise.all(
    asked.map(async request => {
      const headers = { 'idempotency-key': `visitor-${randomUUID()}-of-the-shop`, 'x-tenant': 'main' };
      const answer = await stranger.request({ ...request, baseURL: gatewayUrl, headers }).catch(error => error.message);
      return typeof answer === 'string' ? answer : [request.url, answer.status, answer.headers, answer.data];
    }),
  );
}

/** Nobody waits longer for a shop in which something is wrong. */
const patienceMs = 4_000;
const stranger = axios.create({ validateStatus: () => true, proxy: false, timeout: patienceMs });
