import type { OperationFacts } from '../../compare/index.ts';
import { type Comparison, isCountDriven } from '../comparison.ts';
import { thresholds } from '../thresholds.ts';
import type { Explain } from './explanation.ts';

const deepest = 50;

/**
 * As many calls as before, but more of them on the path: what ran at once now runs one after the other.
 *
 *     before  |-----|            after  |-----|
 *             |----|                          |----|
 *     sum / union = 11 / 7              sum / union = 1
 */
export const explainFanOut: Explain = (change, key, comparison) => {
  if (!isCountDriven(change, thresholds.countDriven)) return undefined;
  let callee = key.operationId;
  for (let depth = 0; depth < deepest; depth++) {
    const callers = comparison.after.callersOf.get(callee) ?? [];
    const serial = callers.find(caller => becameSerial(caller, comparison));
    if (serial !== undefined) return explanation(serial, comparison);
    const busiest = busiestOf(callers, comparison);
    if (busiest === undefined || busiest === callee) return undefined;
    callee = busiest;
  }
  return undefined;
};

function becameSerial(id: string, { before, after }: Comparison): boolean {
  const [was, is] = [before.operations.get(id), after.operations.get(id)];
  if (!was || !is || is.count === 0 || is.childCalls / is.count < thresholds.fanOut.leastCalls) return false;
  const [overlapBefore, overlapAfter] = [overlapOf(was), overlapOf(is)];
  // A branch that takes longer adds to the sum what it adds to the union; calls put in a row add to the union only.
  const sumGrew = is.childSumNano / is.count - was.childSumNano / was.count;
  const unionGrew = is.childUnionNano / is.count - was.childUnionNano / was.count;
  if (sumGrew >= thresholds.fanOut.sumPart * unionGrew) return false;
  return overlapBefore >= thresholds.fanOut.leastOverlap && overlapAfter <= overlapBefore * thresholds.fanOut.remains;
}

function overlapOf({ childSumNano, childUnionNano }: OperationFacts): number {
  return childUnionNano === 0 ? 1 : childSumNano / childUnionNano;
}

function busiestOf(callers: readonly string[], { after }: Comparison): string | undefined {
  const count = (id: string) => after.operations.get(id)?.count ?? 0;
  return [...callers].sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1))[0];
}

function explanation(id: string, { before, after }: Comparison): ReturnType<Explain> {
  const [was, is] = [before.operations.get(id) as OperationFacts, after.operations.get(id) as OperationFacts];
  const overlap = `${overlapOf(was).toFixed(2)} to ${overlapOf(is).toFixed(2)}`;
  const why = `The calls of ${is.operation} in ${is.service} overlap less: their sum over their union fell from ${overlap}.`;
  return { service: is.service, operation: is.operation, kind: 'serial-fan-out', peer: '', why };
}
