export { browse } from './browse.ts';
export { cancel } from './cancel.ts';
export { look } from './look.ts';
export { order } from './order.ts';
