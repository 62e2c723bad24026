export { installQueue, messageLeaseMs } from './install-queue.ts';
export {
  type Consumer,
  type ConsumeSettings,
  createQueue,
  type Queue,
  type SendSettings,
  UnreadableMessage,
  wholeContext,
} from './queue.ts';
export { deadLetterQueueOf } from './queue-names.ts';
