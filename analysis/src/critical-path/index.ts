export { stretchesOf } from './calls-without-spans.ts';
export { clockTickNano } from './clock-tick.ts';
export { type ClockCorrection, correctSkew } from './correct-skew.ts';
export { criticalPath, type Section, toleranceOf } from './critical-path.ts';
export { type ClassedSection, classOf, classSections, type SectionClass } from './section-class.ts';
export { serverChild } from './server-child.ts';
