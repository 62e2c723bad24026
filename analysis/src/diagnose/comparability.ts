import { catchAllSplitter, filterWindow, type Window } from '../compare/index.ts';
import type { Comparison } from './comparison.ts';
import { thresholds } from './thresholds.ts';
import { windowDistance } from './window-distance.ts';

/** Two windows as they are compared. */
export interface ComparableWindows {
  readonly baseline: Window;
  readonly degraded: Window;
  /** Traces that were left out of the baseline. */
  readonly shared: number;
}

/** One name that stands for all requests is several endpoints in both, and what lies in both windows counts as degraded alone. */
export function comparableWindows(before: Window, after: Window): ComparableWindows {
  const split = catchAllSplitter(before, after);
  const degraded = split(after);
  return { ...withoutShared(split(before), degraded), degraded };
}

/**
 * A baseline without the traces that lie in the degraded window too, and how many those were. What is looked at as degraded is
 * no measure of what is usual, so a baseline may reach into the degraded window, or around it.
 */
function withoutShared(baseline: Window, degraded: Window): { readonly baseline: Window; readonly shared: number } {
  const after = tracesOf(degraded);
  const shared = [...tracesOf(baseline)].filter(traceId => after.has(traceId)).length;
  if (shared === 0) return { baseline, shared };
  return { baseline: filterWindow(baseline, ({ traceId }) => !after.has(traceId)), shared };
}

/**
 * Why two windows cannot be compared at all, in a sentence; undefined when they can.
 *
 * @param requests those at endpoints that both windows have
 * @param shared traces that were left out of the baseline
 */
export function whyIncomparable(
  { baseline, degraded }: Comparison,
  requests: { readonly baseline: number },
  shared: number,
): string | undefined {
  if (baseline.requests.length === 0 && shared > 0) {
    return `The windows overlap: all ${shared} traces of the baseline are in the degraded window too.`;
  }
  if (baseline.requests.length === 0) return 'The baseline window is empty.';
  if (degraded.requests.length === 0) return 'The degraded window is empty.';
  if (requests.baseline === 0) return 'The two windows have no endpoint in common.';
  const [before, after] = [tracesOf(baseline), tracesOf(degraded)];
  const { leastTraces } = thresholds;
  if (Math.min(before.size, after.size) >= leastTraces) return undefined;
  return `There are too few traces to compare: ${before.size} and ${after.size}, at least ${leastTraces} each are needed.`;
}

/** What a reader should know of the two windows, whatever is found. */
export function comparabilityWarnings(comparison: Comparison, shared: number): readonly string[] {
  const { onlyInBaseline, onlyInDegraded } = comparison.mix;
  return [
    ...sharedTraces(shared),
    ...windowDistance(comparison),
    ...(onlyInBaseline.length > 0 ? [`Only in the baseline: ${onlyInBaseline.join(', ')}.`] : []),
    ...(onlyInDegraded.length > 0 ? [`Only in the degraded window: ${onlyInDegraded.join(', ')}.`] : []),
  ];
}

function sharedTraces(count: number): readonly string[] {
  if (count === 0) return [];
  const [lie, were] = count === 1 ? ['1 trace lies', 'was'] : [`${count} traces lie`, 'were'];
  return [`${lie} in both windows and ${were} left out of the baseline.`];
}

function tracesOf({ requests }: Window): ReadonlySet<string> {
  return new Set(requests.map(({ traceId }) => traceId));
}
