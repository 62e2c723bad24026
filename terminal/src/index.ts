export { printable } from '@spanshop/shared/errors';
export { type Interruption, watchInterruption } from './interruption.ts';
export { aNumberUpTo, numberFrom, wholeNumberFrom } from './numbers.ts';
export { readOptions, refuseWords } from './read-options.ts';
export { runCommand, tellError } from './run-command.ts';
export { createScreen, type Screen } from './screen.ts';
export { sentenceOf } from './sentence-of.ts';
export { textTable } from './text-table.ts';
export { counted, shortened } from './words.ts';
