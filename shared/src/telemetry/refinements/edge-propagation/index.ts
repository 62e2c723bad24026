export { suppressible, withoutPropagation } from '../outside-party.ts';
export { createB3Propagator } from './b3-propagator.ts';
export { createBaggagePropagator, createEdgeBaggagePropagator, type EdgeBaggageOptions } from './baggage-propagator.ts';
export {
  createPropagator,
  defaultEdgeBaggageKeys,
  defaultPropagatorNames,
  type PropagatorOptions,
  propagatorNames,
} from './create-propagator.ts';
export { createTraceContextPropagator } from './trace-context-propagator.ts';
