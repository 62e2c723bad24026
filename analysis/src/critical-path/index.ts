export { criticalPath, type Section } from './critical-path.ts';
export { type ClassedSection, classOf, classSections, type SectionClass, serverChild } from './section-class.ts';
