export type { Fault, GroundTruth, Magnitude, Place, Scopes, Switchable, Symptom } from './fault.ts';
export { type Condition, type Facts, type Faults, type LabState, noFaults } from './faults.ts';
export { versionOf } from './flag-file-provider.ts';
export { flagKey, variantOf, variants } from './flag-key.ts';
export { isHit } from './is-hit.ts';
export { openFaults } from './open-faults.ts';
export { telemetryVariables } from './telemetry-variables.ts';
