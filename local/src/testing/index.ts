export { type RealTools, realTools } from './real-tools.ts';
