export { type Interruption, watchInterruption } from './interruption.ts';
export { createProgressLine, type ProgressLine } from './progress-line.ts';
export { createScreen, type Screen } from './screen.ts';
export { counted, shortened, textTable } from './text-table.ts';
