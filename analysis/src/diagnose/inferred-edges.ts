import type { Window } from '../compare/index.ts';
import { percent } from './explanations/explanation.ts';

/** Says that calls were told by changes of service, where spans did not say their kinds; empty where they did. */
export function inferredEdges(...windows: readonly Pick<Window, 'spans' | 'inferredKinds'>[]): readonly string[] {
  const spans = windows.reduce((sum, window) => sum + window.spans, 0);
  const inferred = windows.reduce((sum, window) => sum + window.inferredKinds, 0);
  if (inferred === 0) return [];
  return [
    `${percent(inferred / spans)} of the spans do not say their kind: who calls whom was told by the changes of service between parent and child.`,
  ];
}
