export { abandonment, remainingMs, runWithDeadline } from './deadline.ts';
