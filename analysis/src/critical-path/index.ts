export { clockTickNano } from './clock-tick.ts';
export { type ClockCorrection, correctSkew } from './correct-skew.ts';
export { criticalPath, type Section, toleranceOf } from './critical-path.ts';
export {
  type ClassedSection,
  classOf,
  classSections,
  directCallee,
  type SectionClass,
  serverChild,
} from './section-class.ts';
