export { experimentText, linksOf } from './experiment-text.ts';
export { type FiguresOfWindows, feelingLines } from './feeling-text.ts';
export { findingLines } from './finding-text.ts';
