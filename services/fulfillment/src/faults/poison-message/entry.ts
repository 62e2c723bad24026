import type { Fault } from '@spanshop/shared/faults';
import { pathToShipping } from '../path-to-shipping.ts';

export const poisonMessage: Fault = {
  name: 'poison-message',
  sort: 'performance',
  services: ['fulfillment'],
  mechanism:
    'One message cannot be handled by the program that runs. It is put back at the head of the queue each time, so that it takes a place in every batch, and in batches of one it is all that is ever tried.',
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'time-to-shipped',
    inWords: 'Orders are placed as quickly as ever, and are shipped late or not at all.',
  },
  truth: { service: 'fulfillment', operation: 'process order.confirmed', kind: 'error', path: pathToShipping },
  scopes: {
    tenant: 'all storefronts have one queue, and the message is at its head',
    customers: 'all customers have one queue, and the message is at its head',
    request: 'the message is at the head of the queue for all',
  },
  magnitudes: { unit: 'messages in each batch, the one at its head included', values: [4, 2, 1] },
  inJaeger:
    'One trace has process order.confirmed over and over, each time with an exception and shop.message.redelivery_count one higher. The others wait in the queue meanwhile.',
  cure: 'A message that failed goes to the end, after a pause that grows, and after so many tries to the dead letters, as install-queue.ts has it.',
  source: {
    title: 'Amazon SQS: Dead-letter queues',
    url: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
  },
};
