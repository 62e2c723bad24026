export { freePorts } from './free-ports.ts';
export { type RealTools, realTools } from './real-tools.ts';
