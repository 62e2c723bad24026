import { joinId } from '../../compare/index.ts';
import type { Comparison } from '../comparison.ts';

/** The call of which each instance of the caller came to make more. */
export interface CallGrowth {
  readonly caller: string;
  readonly callee: string;
  /** Calls per instance of the caller. */
  readonly rateBefore: number;
  readonly rateAfter: number;
}

const deepest = 50;

/**
 * Climbs from an operation that is called more often to the caller that does it: the first edge on which the calls per
 * instance of the caller grew enough to explain at least half of the additional calls.
 *
 *     gateway 1x -> orders 1x -> stock client 1x..8x -> stock 1x..8x -> query 1x..8x
 *                             ^ found here                              ^ started here
 */
export function findCallGrowth(operationId: string, comparison: Comparison): CallGrowth | undefined {
  const { before, after } = comparison;
  let callee = operationId;
  for (let depth = 0; depth < deepest; depth++) {
    const added = countOf(after.operations, callee) - countOf(before.operations, callee);
    if (added <= 0) return undefined;
    let [climb, mostAdded]: [string | undefined, number] = [undefined, 0];
    for (const caller of after.callersOf.get(callee) ?? []) {
      const growth = growthOf(caller, callee, comparison);
      const byRate = (growth.rateAfter - growth.rateBefore) * countOf(after.operations, caller);
      if (byRate >= added / 2) return growth;
      const callerAdded = countOf(after.operations, caller) - countOf(before.operations, caller);
      if (callerAdded > mostAdded) [climb, mostAdded] = [caller, callerAdded];
    }
    if (climb === undefined) return undefined;
    callee = climb;
  }
  return undefined;
}

function growthOf(caller: string, callee: string, { before, after }: Comparison): CallGrowth {
  const id = joinId(caller, callee);
  const rateAfter = (after.calls.get(id)?.count ?? 0) / countOf(after.operations, caller);
  const callersBefore = countOf(before.operations, caller);
  // What did not run before brings its calls with it: whoever runs it makes the difference.
  const rateBefore = callersBefore === 0 ? rateAfter : (before.calls.get(id)?.count ?? 0) / callersBefore;
  return { caller, callee, rateBefore, rateAfter };
}

function countOf(operations: ReadonlyMap<string, { readonly count: number }>, id: string): number {
  return operations.get(id)?.count ?? 0;
}
