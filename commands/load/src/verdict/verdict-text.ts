import { textTable } from '@spanshop/terminal';
import { breakpointText } from '../breakpoint/breakpoint-text.ts';
import { findingsText } from '../findings/findings-text.ts';
import type { LinkedRequest, ObjectiveResult, RunRecord } from '../runs/run-record.ts';
import { spansAreSound, verdictSentence } from './verdict.ts';

const linksPerJourney = 5;
/** Stands for the trace of a request whose answer did not come. */
export const untraced = 'no answer, so no trace id';

/** How a run went, for the terminal: each objective, data and spans, and where to look at what was bad. */
export function verdictText(record: RunRecord): string {
  const { objectives, invariants, spans, worst, search } = record;
  const failed = new Set(objectives.filter(({ met }) => !met).map(({ journey }) => journey));
  const shown = Object.entries(worst).filter(
    ([journey, { failed: failures }]) => failed.has(journey) || failures.length > 0,
  );
  return [
    '',
    ...(objectives.length > 0 ? [textTable(objectives.map(objectiveRow), column => column === 2)] : []),
    ...(record.breakpoint ? breakpointText(record.breakpoint).map(sentence => `  ${sentence}`) : []),
    `  ${mark(!invariants.checked || invariants.holds)} ${invariantsText(invariants)}`,
    `  ${mark(spansAreSound(record))} ${spansText(spans)}`,
    ...shown.flatMap(([journey, { slowest, failed: failures }]) => [
      ...linkLines(`${journey}, failed requests:`, failures),
      ...(failed.has(journey) ? linkLines(`${journey}, slowest requests:`, slowest) : []),
    ]),
    ...(search ? ['', `All traces of this run: ${search}`] : []),
    '',
    verdictSentence(record),
    ...(record.findings ? findingsText(record.findings) : []),
  ].join('\n');
}

function objectiveRow({ name, threshold, unit, actual, met }: ObjectiveResult): string[] {
  const value = actual === null ? 'nothing measured' : `${actual.toFixed(unit === 'visits' ? 0 : 1)} ${unit}`;
  return ['', `${mark(met)} ${name}`, value, threshold];
}

function mark(good: boolean): string {
  return good ? '✓' : '✗';
}

export function invariantsText(invariants: RunRecord['invariants']): string {
  if (!invariants.checked) return `invariants not checked: ${invariants.why}`;
  if (invariants.holds) return `all ${invariants.invariants} invariants of the data hold`;
  const [first] = invariants.violations;
  return `${invariants.found} violations of the data's invariants, first: ${first?.invariant} (${first?.subject}: ${first?.found})`;
}

export function spansText(spans: RunRecord['spans']): string {
  if (!spans.checked) return `spans not accounted for: ${spans.why}`;
  const { made, accepted, dropped, lost } = spans;
  const arrived = accepted === undefined ? 'the backend does not count' : `${accepted} accepted`;
  return `${made} spans made = ${arrived} + ${dropped} dropped, ${lost} lost`;
}

function linkLines(title: string, requests: readonly LinkedRequest[]): string[] {
  if (requests.length === 0) return [];
  const rows = requests
    .slice(0, linksPerJourney)
    .map(({ operation, status, durationMs, link, traceId = untraced, found }) => {
      const gone = found === false ? ' (no longer there)' : '';
      return ['', `${durationMs.toFixed(1)} ms`, `${operation} ${status}`, `${link ?? traceId}${gone}`];
    });
  return ['', title, textTable(rows, column => column === 1)];
}
