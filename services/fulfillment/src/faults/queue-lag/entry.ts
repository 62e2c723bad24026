import type { Fault } from '@spanshop/shared/faults';
import { pathToShipping } from '../path-to-shipping.ts';

export const queueLag: Fault = {
  name: 'queue-lag',
  sort: 'performance',
  services: ['fulfillment'],
  mechanism:
    'One consumer looks into the queue once a second and takes a few messages, where it used to take the next ones as soon as it was done. More orders are confirmed than it takes up, and each waits for all before it.',
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'time-to-shipped',
    inWords: 'An order is placed as quickly as ever; it is shipped later and later.',
  },
  truth: { service: 'fulfillment', operation: 'process order.confirmed', kind: 'queue-backlog', path: pathToShipping },
  scopes: {
    tenant: 'all storefronts have one queue',
    customers: 'all customers have one queue',
    request: 'all orders wait in one queue',
  },
  magnitudes: { unit: 'messages at each look into the queue', values: [4, 2, 1] },
  inJaeger:
    'Between the end of send order.confirmed and the start of process order.confirmed there is a gap that grows from trace to trace; shop.message.queue_time_ms says how long. Processing is as quick as before.',
  cure: 'Take the next batch as soon as one is done, and as many at once as the work allows (SHIPPING_CONCURRENCY).',
  source: {
    title: 'AWS Builders’ Library: Avoiding insurmountable queue backlogs',
    url: 'https://aws.amazon.com/builders-library/avoiding-insurmountable-queue-backlogs/',
  },
};
