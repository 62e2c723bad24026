import { firstText, names, type Span, type Trace } from '../model/index.ts';

/** What the spans of one process that start first cover, in order of their starts. */
interface Coverage {
  readonly startNano: number;
  /** The span that ends last of all that start until then, and when the last of the others ends. */
  readonly longest: Span;
  readonly othersEndNano: number;
}

/**
 * Tells whether another span of a span's own process lies around it.
 *
 *     other    |--------------------|   same process
 *     span          |-----|
 *
 * The spans of a process are looked at once, in order of their starts, with the last end so far: a trace that lost all of
 * its parents would compare each of its spans with all others.
 */
export function createOwnProcesses({ spans }: Trace): (span: Span) => boolean {
  const byProcess = Map.groupBy(spans, processOf);
  const coverages = new Map([...byProcess].map(([process, members]) => [process, coveragesOf(members)]));
  return span => {
    const coverage = lastUntil(coverages.get(processOf(span)) ?? [], span.startNano);
    if (!coverage) return false;
    const { longest, othersEndNano } = coverage;
    return (longest === span ? othersEndNano : longest.endNano) >= span.endNano;
  };
}

function processOf({ service, resource }: Span): string {
  return JSON.stringify([service, firstText(resource.attributes, names.instance)]);
}

function coveragesOf(members: readonly Span[]): readonly Coverage[] {
  let longest: Span | undefined;
  let othersEndNano = Number.NEGATIVE_INFINITY;
  return members
    .toSorted((a, b) => a.startNano - b.startNano)
    .map(span => {
      if (!longest) longest = span;
      else if (span.endNano > longest.endNano) [longest, othersEndNano] = [span, longest.endNano];
      else othersEndNano = Math.max(othersEndNano, span.endNano);
      return { startNano: span.startNano, longest, othersEndNano };
    });
}

/** The last that starts no later; by halves. */
function lastUntil(coverages: readonly Coverage[], startNano: number): Coverage | undefined {
  let [from, to] = [0, coverages.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((coverages[middle] as Coverage).startNano <= startNano) from = middle + 1;
    else to = middle;
  }
  return coverages[from - 1];
}
