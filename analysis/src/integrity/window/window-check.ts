import type { Trace } from '../../model/index.ts';
import type { Defect } from '../defect.ts';

/** A check that needs all traces of a window. It keeps what it has to remember of them, within bounds. */
export interface WindowCheck {
  add(trace: Trace): void;
  finish(): readonly Defect[];
}

/** How many suspicions of a kind are kept until the window ends; those beyond are not reported. */
export const mostKept = 10_000;
