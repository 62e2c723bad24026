import { writeFile } from 'node:fs/promises';
import { diagnoseAgainst } from '@spanshop/analysis/diagnose';
import { diagnosisJson, diagnosisPage, diagnosisText, skippedText } from '@spanshop/report';
import { usageError } from '@spanshop/shared/errors';
import type { Command } from './arguments.ts';
import { type Digest, digestWindow } from './digest.ts';
import { resolveRun } from './recorded-run.ts';
import { findTrace, linkFor } from './source.ts';
import { refuseSameWindow } from './window-spec.ts';

type Compared = Extract<Command, { what: 'diagnose' }>;

/** Names who made the degraded window slower than the baselines, as text, JSON and page, and gives the exit code. */
export async function compareWindows(
  { options, json, html, ...given }: Compared,
  print: (text: string) => void,
): Promise<number> {
  const degraded = await resolveRun(given.degraded);
  const first = await resolveRun(given.baselines[0]);
  const others = await Promise.all(given.baselines.slice(1).map(resolveRun));
  for (const baseline of [first, ...others]) refuseSameWindow(baseline, degraded);

  const before = await digestWindow('the baseline', first, options);
  const further: Digest[] = [];
  for (const [index, baseline] of others.entries()) {
    further.push(await digestWindow(`baseline ${index + 2}`, baseline, options));
  }
  const after = await digestWindow('the degraded window', degraded, options);
  const diagnosis = diagnoseAgainst([before.window, ...further.map(({ window }) => window)], after.window);
  const skipped = [before, ...further, after].flatMap(digest => digest.skipped);
  const link = linkFor(degraded, options);
  print(
    json
      ? `${JSON.stringify(diagnosisJson(diagnosis, skipped), null, 2)}\n`
      : diagnosisText(diagnosis, link) + skippedText(skipped),
  );
  if (html !== undefined) {
    const exemplarId = diagnosis.culprits[0]?.exemplars[0]?.traceId;
    const exemplar = exemplarId === undefined ? undefined : await findTrace(exemplarId, degraded, options);
    await writeFile(html, diagnosisPage({ diagnosis, before, after, exemplar, link })).catch(() => {
      throw usageError(`${html} cannot be written.`);
    });
    if (!json) print(`\nThe page is in ${html}.\n`);
  }
  return diagnosis.comparable ? 0 : 2;
}
