import { type Diagnosis, inMs, type NamedCulprit, percent } from '@spanshop/analysis/diagnose';
import { counted, printable } from '@spanshop/terminal';
import { cureLines } from './cure-text.ts';
import { culpritWords, scopeWords } from './kind-words.ts';
import { propagationLines } from './propagation-text.ts';
import { runnersUp, runnerUpWords } from './runners-up.ts';
import { windowLines } from './windows-text.ts';

/** The diagnosis for a terminal: the verdict in the first lines, then the evidence. `linkOf` makes a trace's address. */
export function diagnosisText(diagnosis: Diagnosis, linkOf: (traceId: string) => string = id => id): string {
  const { culprits } = diagnosis;
  const others = runnersUp(diagnosis).map(candidate => `  - ${runnerUpWords(candidate)}`);
  const blocks = [
    [...verdictLines(diagnosis), latencyLine(diagnosis), ...windowLines(diagnosis)],
    ...culprits.map((culprit, index) => culpritLines(culprit, index, culprits.length, linkOf)),
    missingLines(diagnosis),
    diagnosis.warnings.length > 0 ? ['Note', ...diagnosis.warnings.map(warning => `  - ${warning}`)] : [],
    others.length > 0 ? ['Also looked at, without confidence', ...others] : [],
  ];
  return `${blocks
    .filter(block => block.length > 0)
    .map(block => block.map(printable).join('\n'))
    .join('\n\n')}\n`;
}

function verdictLines({ culprits, reason }: Diagnosis): readonly string[] {
  if (culprits.length === 0) return ['No confident culprit.', `  ${reason ?? ''}`];
  return culprits.map((culprit, index) => {
    const where = scopeWords(culprit.scope);
    const head = index === 0 ? 'Culprit' : 'Second culprit';
    return `${head} (${culprit.confidence} confidence): ${culpritWords(culprit)}${where === '' ? '' : `, ${where}`}.`;
  });
}

function latencyLine({ baselineMs, degradedMs, requests }: Diagnosis): string {
  const counts = `${counted(requests.baseline, 'request')} before, ${requests.degraded.toLocaleString('en-GB')} after`;
  if (requests.baseline === 0 || requests.degraded === 0) return `  ${counts}.`;
  const change = percent(Math.abs(degradedMs / baselineMs - 1));
  const direction = degradedMs >= baselineMs ? 'slower' : 'faster';
  return `  Mean latency ${inMs(baselineMs)} to ${inMs(degradedMs)} (${change} ${direction}); ${counts}.`;
}

function culpritLines(culprit: NamedCulprit, index: number, of: number, linkOf: (traceId: string) => string): string[] {
  const title = of > 1 ? `Evidence ${index + 1}: ${culprit.operation}` : 'Evidence';
  const sure =
    culprit.slowDownMs > 0
      ? [
          `In the resamples at least ${inMs(culprit.leastSlowDownMs)} slower, first in ${percent(culprit.stability)} of them.`,
        ]
      : [];
  const exemplars = culprit.exemplars.map(({ how, traceId, endpoint, latencyMs, culpritMs }) => {
    const part = culpritMs > 0 ? `, ${inMs(culpritMs)} of it here` : '';
    return `  ${linkOf(traceId)}  ${how}: ${endpoint}, ${inMs(latencyMs)}${part}`;
  });
  return [
    title,
    ...[...culprit.evidence, ...sure].map(line => `  - ${line}`),
    ...propagationLines(culprit.path),
    ...cureLines(culprit),
    'Worth opening',
    ...exemplars,
  ];
}

function missingLines({ missing: [decisive, ...others] }: Diagnosis): string[] {
  if (decisive === undefined) return [];
  const further = others.length > 0 ? ['Also missing', ...others.map(sentence => `  - ${sentence}`)] : [];
  return ['To be surer, first', `  - ${decisive}`, ...further];
}
