export { isHit } from './is-hit.ts';
