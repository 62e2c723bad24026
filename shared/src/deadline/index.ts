export { abandonment, remainingMs, runWithDeadline } from './deadline.ts';
export { oneAtATime } from './one-at-a-time.ts';
