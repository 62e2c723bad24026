export { type ClockCorrection, correctSkew } from './correct-skew.ts';
export { criticalPath, type Section } from './critical-path.ts';
export { type ClassedSection, classOf, classSections, type SectionClass, serverChild } from './section-class.ts';
