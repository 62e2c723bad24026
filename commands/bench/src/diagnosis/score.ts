import { filterWindow, type Window } from '@spanshop/analysis/compare';
import { type Diagnosis, diagnose } from '@spanshop/analysis/diagnose';
import type { RunAudit } from '@spanshop/analysis/integrity';
import { type Level, namedByAudit, rankOf, type Verdict } from '@spanshop/labs/experiment';
import { SentenceError } from '@spanshop/shared/errors';
import { largestGrowth } from './rankers/largest-growth.ts';
import type { Ranker } from './rankers/ranker.ts';
import { selfTimeOnly, withoutEdges } from './rankers/without-parts.ts';
import { rankingOf } from './ranking-of.ts';
import { type Label, readLabels } from './recording.ts';
import { readWindow } from './window-files.ts';

/** What stands beside the diagnosis, for comparison. */
const others: readonly Ranker[] = [withoutEdges, selfTimeOnly, largestGrowth];

export const methods: readonly string[] = ['diagnose', ...others.map(({ name }) => name)];

/** What came of one case. */
export interface ScoredCase {
  readonly label: Label;
  /** The rank of the truth by level, from 1, for each method; undefined where it is not in the list. */
  readonly ranks: ReadonlyMap<string, Readonly<Record<Exclude<Level, 'path'>, number | undefined>>>;
  /** Whether the diagnosis' first culprit has the true path; undefined where nobody is named. */
  readonly pathIsTrue: boolean | undefined;
  /** Of two faults at once, how many are among the first two. */
  readonly found: number;
  /** Whom the diagnosis names, with confidence. */
  readonly named: readonly Verdict[];
  /** Operations of services that could be blamed: what a guess chooses from. */
  readonly choices: { readonly services: number; readonly operations: number };
  /** After so many seconds of the degraded window the first culprit is the true one, and stays it. */
  readonly delaySeconds: number | undefined;
  /** Of a tracing fault, whether the audit names it. */
  readonly audited: boolean | undefined;
}

/** Reads a recording's cases one by one and has each judged by every method. */
export async function* score(folder: string): AsyncGenerator<ScoredCase> {
  const labels = await readLabels(folder);
  if (!labels)
    throw new SentenceError(`there is no recording in ${folder}: npm run bench -- diagnosis record makes one`);
  const { cases, seconds } = labels;
  let healthy: { file: string; window: Window } | undefined;
  for (const label of cases) {
    if (healthy?.file !== label.baseline)
      healthy = { file: label.baseline, window: (await readWindow(folder, label.baseline)).window };
    const { window, audit } = await readWindow(folder, label.degraded);
    yield scoreCase(label, healthy.window, window, audit, seconds);
    if (label.truths.length === 1 && label.sort === 'performance') yield fasterAgain(label, window, healthy.window);
  }
}

function scoreCase(label: Label, baseline: Window, degraded: Window, audit: RunAudit, seconds: number): ScoredCase {
  const diagnosis = diagnose(baseline, degraded);
  const [truth] = label.truths;
  const ranking = rankingOf(diagnosis);
  const ranksIn = (verdicts: readonly Verdict[]) => {
    const at = (level: Level) => truth && rankOf(verdicts, truth, level);
    return { service: at('service'), operation: at('operation'), kind: at('kind') };
  };
  const ranks = new Map([
    ['diagnose', ranksIn(ranking)],
    ...others.map(({ name, rank }) => [name, ranksIn(rank(baseline, degraded))] as const),
  ]);
  const firstTwo = ranking.slice(0, 2);
  const isBroken = label.sort === 'tracing';
  return {
    label,
    ranks,
    pathIsTrue: truth && pathIsTrue(diagnosis, truth),
    found: label.truths.filter(wanted => rankOf(firstTwo, wanted, 'operation')).length,
    named: diagnosis.culprits,
    choices: choicesOf(degraded),
    delaySeconds: truth && !isBroken ? delayOf(label, baseline, degraded, seconds) : undefined,
    audited: isBroken && truth ? isAudited(audit, truth) : undefined,
  };
}

/** The other way round it is a control: a service that became faster is nobody's fault. */
function fasterAgain({ name, seed, magnitude, baseline, degraded }: Label, before: Window, after: Window): ScoredCase {
  const label: Label = {
    ...{ name: `${name}, cured`, sort: 'control', seed, magnitude, truths: [] },
    ...{ baseline: degraded, degraded: baseline, degradedFromUnixMs: after.fromUnixMs },
  };
  return {
    label,
    ranks: new Map(),
    pathIsTrue: undefined,
    found: 0,
    named: diagnose(before, after).culprits,
    choices: choicesOf(after),
    delaySeconds: undefined,
    audited: undefined,
  };
}

function pathIsTrue({ culprits: [first] }: Diagnosis, truth: Label['truths'][number]): boolean | undefined {
  return first && rankOf([first], truth, 'path') === 1;
}

function choicesOf({ keys }: Window): ScoredCase['choices'] {
  const all = [...keys.values()];
  return {
    services: new Set(all.map(({ service }) => service)).size,
    operations: new Set(all.map(({ service, operation }) => `${service}\n${operation}`)).size,
  };
}

const stepSeconds = 5;

/** The shortest beginning of the window from which on every longer one names the truth first. */
function delayOf({ truths, degradedFromUnixMs }: Label, baseline: Window, degraded: Window, seconds: number) {
  const [truth] = truths;
  let delay: number | undefined;
  for (let until = Math.ceil(seconds / stepSeconds) * stepSeconds; until > 0; until -= stepSeconds) {
    const endUnixMs = degradedFromUnixMs + until * 1_000;
    const beginning = filterWindow(degraded, ({ startUnixMs }) => startUnixMs < endUnixMs);
    const [first] = diagnose(baseline, beginning).culprits;
    if (!first || !truth || rankOf([first], truth, 'operation') !== 1) return delay;
    delay = until;
  }
  return delay;
}

/** The place that the audit holds for the most likely cause. */
function isAudited(audit: RunAudit, truth: Label['truths'][number]): boolean {
  return rankOf(namedByAudit(audit), truth, 'kind') === 1;
}
