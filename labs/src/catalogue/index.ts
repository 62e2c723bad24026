export { catalogue, findFault } from './catalogue.ts';
