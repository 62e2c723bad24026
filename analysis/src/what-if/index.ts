export { ownTimesNano } from './own-time.ts';
export { type Cure, type CuredEndpoint, type Forecast, predictCure } from './predict-cure.ts';
export { type FactorOf, recomputeLatencyNano } from './recompute-latency.ts';
