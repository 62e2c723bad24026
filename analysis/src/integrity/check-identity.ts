import type { Span, Trace } from '../model/index.ts';
import { type Defect, defectAt } from './defect.ts';
import { nameOf } from './name-of.ts';

/** Unique ids, and every span reachable from one that has no parent in the trace. */
export function checkIdentity(trace: Trace): readonly Defect[] {
  const duplicates = trace.duplicates.map(span =>
    defectAt('duplicate-span-id', trace, span, `The id ${span.spanId} of ${nameOf(span)} occurs more than once.`),
  );
  const unreachable = unreachableSpans(trace);
  if (unreachable.length === 0) return duplicates;
  const first = trace.spans[unreachable[0] as number] as Span;
  const sentence = `${unreachable.length} spans hang on a circle of parents, among them ${nameOf(first)}.`;
  return [...duplicates, defectAt('cycle', trace, first, sentence)];
}

/** Positions which no walk from a topmost span reaches: members of a cycle and what hangs on it. No recursion, O(n). */
function unreachableSpans(trace: Trace): readonly number[] {
  const { parents, offsets, children } = trace.tree;
  const reached = new Uint8Array(trace.spans.length);
  const stack: number[] = [];
  for (let i = 0; i < parents.length; i++) if (parents[i] === -1) stack.push(i);
  while (stack.length > 0) {
    const position = stack.pop() as number;
    reached[position] = 1;
    for (let c = offsets[position] as number; c < (offsets[position + 1] as number); c++) {
      stack.push(children[c] as number);
    }
  }
  return Array.from(reached.keys()).filter(position => reached[position] === 0);
}
