export { remainingMs, runWithDeadline } from './deadline.ts';
