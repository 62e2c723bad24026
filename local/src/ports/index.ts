export { checkPorts, type PortUse } from './check-ports.ts';
export { freePorts } from './free-ports.ts';
export { isPortFree } from './is-port-free.ts';
