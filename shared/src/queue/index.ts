export { installQueue, messageLeaseMs } from './install-queue.ts';
export {
  type ConsumeSettings,
  createQueue,
  type Queue,
  type QueueOptions,
  type SendSettings,
  UnreadableMessage,
} from './queue.ts';
export { deadLetterQueueOf } from './queue-names.ts';
