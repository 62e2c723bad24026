import { breakpointText } from '../breakpoint/breakpoint-text.ts';
import type { RunRecord } from '../runs/run-record.ts';

/** What npm run load ends with. */
export const exitCodes = {
  good: 0,
  /** The invariants do not hold, or spans are lost. */
  unsound: 98,
  /** k6's own, for an objective that is not met. */
  objectiveFailed: 99,
  interrupted: 130,
} as const;

/**
 * Whether what happened to the spans is as it should be: none is lost without being counted, and below saturation none is
 * dropped. A search for the capacity goes beyond it on purpose.
 */
export function spansAreSound({ spans, breakpoint }: RunRecord): boolean {
  if (!spans.checked) return true;
  return breakpoint ? spans.lost === 0 : spans.holds;
}

/** k6's exit code where it is not 0; 1 for a search that found nothing; 98 where data or spans are not what they should be. */
export function exitCodeOf(record: RunRecord): number {
  const { state, k6ExitCode = 1, invariants, breakpoint } = record;
  if (state === 'interrupted') return exitCodes.interrupted;
  if (k6ExitCode !== 0) return k6ExitCode;
  if (breakpoint && breakpoint.median === undefined) return 1;
  return (!invariants.checked || invariants.holds) && spansAreSound(record) ? exitCodes.good : exitCodes.unsound;
}

/** One sentence on how a run went. */
export function verdictSentence(record: RunRecord): string {
  const { state, problem, objectives, invariants, breakpoint } = record;
  if (state === 'interrupted') return 'Interrupted: what is here was measured until then.';
  if (state === 'failed') return `k6 could not run the scenario: ${problem ?? 'its log says why'}.`;
  const failed = objectives.filter(({ met }) => !met).map(({ name }) => name);
  const ofObjectives = failed.length === 0 ? 'All objectives are met.' : `Not met: ${failed.join(', ')}.`;
  return [
    breakpoint ? (breakpointText(breakpoint)[0] ?? '') : ofObjectives,
    ...(invariants.checked && !invariants.holds ? ['The invariants of the data do not hold.'] : []),
    ...(spansAreSound(record) ? [] : ['Spans are lost.']),
  ].join(' ');
}
