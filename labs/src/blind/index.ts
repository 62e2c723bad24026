export { type BlindLab, endBlindLab, openBlindLab, refuseWhileBlind } from './blind-lab.ts';
export { hintsOf } from './hints.ts';
export { type GivenAnswer, type Notes, readNotes, removeNotes, writeNotes } from './notes.ts';
export { drawFaults, type Wish } from './pick-fault.ts';
export { type Answered, giveAnswer, nextHint } from './play.ts';
export { cureBlindLab } from './reveal.ts';
export { newSalt, startBlindLab } from './start-blind-lab.ts';
