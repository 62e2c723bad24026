export { installQueue } from './install-queue.ts';
export { type ConsumeSettings, createQueue, type Queue, type QueueOptions, type SendSettings } from './queue.ts';
