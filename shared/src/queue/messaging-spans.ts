import { context, SpanKind, type Tracer } from '@opentelemetry/api';
import { attribute, type Carrier, extractCarrier, inSpan } from '../telemetry/index.ts';

/** Sends one message: a PRODUCER span whose context lies beside the message. `send` returns its id. */
export function inProducerSpan(tracer: Tracer, queue: string, send: () => Promise<string>): Promise<void> {
  return inSpan(tracer, `send ${queue}`, producer(queue), async span => {
    span.setAttribute(attribute.messagingMessageId, await send());
  });
}

interface Delivery {
  id: string;
  name: string;
  /** When it could be taken: when it was sent, unless it was to wait or comes again. */
  startAfter: Date;
  /** 0 for the first delivery. */
  retryCount: number;
}

/** Works on one message: a CONSUMER span, child of its producer, under the baggage that the message brings. */
export function inConsumerSpan<T>(
  tracer: Tracer,
  delivery: Delivery,
  carrier: Carrier,
  work: () => Promise<T>,
): Promise<T> {
  return context.with(extractCarrier(carrier), () =>
    inSpan(tracer, `process ${delivery.name}`, consumer(delivery), work),
  );
}

const system = { [attribute.messagingSystem]: 'pg_boss' };

function producer(queue: string) {
  const operation = { [attribute.messagingOperation]: 'send', [attribute.messagingOperationType]: 'send' };
  return { kind: SpanKind.PRODUCER, attributes: { ...system, ...operation, [attribute.messagingDestination]: queue } };
}

function consumer({ id, name, startAfter, retryCount }: Delivery) {
  return {
    kind: SpanKind.CONSUMER,
    attributes: {
      ...system,
      [attribute.messagingOperation]: 'process',
      [attribute.messagingOperationType]: 'process',
      [attribute.messagingDestination]: name,
      [attribute.messagingMessageId]: id,
      [attribute.messageQueueTime]: Date.now() - startAfter.getTime(),
      [attribute.messageRedelivery]: retryCount,
    },
  };
}
