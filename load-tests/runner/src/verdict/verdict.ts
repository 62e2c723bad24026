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

/** k6's exit code where it is not 0; else 98 where the data or the spans are not what they should be. */
export function exitCodeOf({ state, k6ExitCode = 1, invariants, spans }: RunRecord): number {
  if (state === 'interrupted') return exitCodes.interrupted;
  if (k6ExitCode !== 0) return k6ExitCode;
  const sound = (!invariants.checked || invariants.holds) && (!spans.checked || spans.holds);
  return sound ? exitCodes.good : exitCodes.unsound;
}

/** One sentence on how a run went. */
export function verdictSentence(record: RunRecord): string {
  const { state, problem, objectives, invariants, spans } = record;
  if (state === 'interrupted') return 'Interrupted: what follows is what was measured until then.';
  if (state === 'failed') return `k6 could not run the scenario: ${problem ?? 'its log says why'}.`;
  const failed = objectives.filter(({ met }) => !met).map(({ name }) => name);
  const sentences = [
    failed.length === 0 ? 'All objectives are met.' : `Not met: ${failed.join(', ')}.`,
    ...(invariants.checked && !invariants.holds ? ['The invariants of the data do not hold.'] : []),
    ...(spans.checked && !spans.holds ? ['Spans are lost.'] : []),
  ];
  return sentences.join(' ');
}
