import type { Dependency, Frame } from '@spanshop/analysis/aggregates';
import type { Window } from '@spanshop/analysis/compare';
import { type Diagnosis, inMs } from '@spanshop/analysis/diagnose';
import type { Trace } from '@spanshop/analysis/model';
import { html, type Markup, nothing } from '@spanshop/shared/html';
import { culpritWords, scopeWords } from '../kind-words.ts';
import { runnersUp, runnerUpWords } from '../runners-up.ts';
import { comparedLatenciesMs } from './compared-latencies.ts';
import { culpritSection } from './culprit-section.ts';
import { dependencyMap } from './dependency-map.ts';
import { distribution } from './distribution.ts';
import { endpointsTable } from './endpoints-table.ts';
import { flameDifference } from './flame-difference.ts';
import { mapMarks } from './map-marks.ts';
import { styles } from './styles.ts';
import { waterfall } from './waterfall.ts';

export interface WindowView {
  readonly window: Window;
  readonly dependencies: readonly Dependency[];
  readonly flames: Frame;
}

export interface DiagnosisPage {
  readonly diagnosis: Diagnosis;
  readonly before: WindowView;
  readonly after: WindowView;
  /** A degraded trace that shows the culprit, if there is one. */
  readonly exemplar: Trace | undefined;
  /** A trace's address, or its id when it has none. */
  readonly link: (traceId: string) => string;
}

/** The diagnosis as one page that needs nothing else: no script, no font, no picture from anywhere. */
export function diagnosisPage({ diagnosis, before, after, exemplar, link }: DiagnosisPage): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${titleOf(diagnosis)}</title><style>${{ markup: styles }}</style></head><body><main>
${verdict(diagnosis)}
${endpointsTable(diagnosis)}
${diagnosis.culprits.map(culprit => culpritSection(culprit, link))}
${further(diagnosis)}
${distribution(comparedLatenciesMs(before.window, after.window))}
${waterfall(exemplar, link)}
${dependencyMap(before.dependencies, after.dependencies, mapMarks(diagnosis.culprits, after.dependencies))}
${flameDifference(before.flames, after.flames, before.window.traces, after.window.traces)}
${notes(diagnosis)}
</main></body></html>
`.markup;
}

function titleOf({ culprits }: Diagnosis): string {
  return culprits[0] ? culpritWords(culprits[0]) : 'No confident culprit';
}

function verdict(diagnosis: Diagnosis): Markup {
  const { culprits, reason, baselineMs, degradedMs, requests } = diagnosis;
  const counts = `${requests.baseline} requests before, ${requests.degraded} after.`;
  if (culprits.length === 0) {
    return html`<section class="verdict calm"><h1>No confident culprit</h1><p>${reason ?? ''}</p><p class="soft">${counts}</p></section>`;
  }
  return html`<section class="verdict">${culprits.map(culprit => {
    const where = scopeWords(culprit.scope);
    return html`<h1>${culpritWords(culprit)}</h1><p>${culprit.confidence} confidence${where === '' ? '' : `, ${where}`}</p>`;
  })}<p class="soft">Mean latency ${inMs(baselineMs)} to ${inMs(degradedMs)}; ${counts}</p></section>`;
}

/** What is missing to be surer, and what came after who is named. */
function further(diagnosis: Diagnosis): Markup {
  const others = runnersUp(diagnosis);
  const [decisive, ...alsoMissing] = diagnosis.missing;
  const missing = decisive === undefined ? nothing : html`<h2>To be surer</h2><p>${decisive}</p>${list(alsoMissing)}`;
  return others.length === 0
    ? missing
    : html`${missing}<h2>Also looked at, without confidence</h2>${list(others.map(runnerUpWords))}`;
}

function notes({ warnings }: Diagnosis): Markup {
  return warnings.length === 0 ? nothing : html`<h2>Notes</h2>${list(warnings)}`;
}

function list(sentences: readonly string[]): Markup {
  return sentences.length === 0 ? nothing : html`<ul>${sentences.map(sentence => html`<li>${sentence}</li>`)}</ul>`;
}
