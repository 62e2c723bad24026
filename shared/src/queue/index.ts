export { installQueue } from './install-queue.ts';
export { type ConsumeSettings, createQueue, type Queue, type QueueOptions } from './queue.ts';
