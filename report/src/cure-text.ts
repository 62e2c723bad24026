import { inMs, type NamedCulprit } from '@spanshop/analysis/diagnose';

type CuredEndpoint = NamedCulprit['cure'][number];

/** From this part of the mean or of the p95 on a gain is told. */
const noticeable = 0.01;

/** The endpoints that a cure makes noticeably faster or slower. */
export function affectedByCure({ cure }: Pick<NamedCulprit, 'cure'>): readonly CuredEndpoint[] {
  return cure.filter(({ mean, p95 }) =>
    [mean, p95].some(({ degradedMs, curedMs }) => Math.abs(curedMs / degradedMs - 1) > noticeable),
  );
}

/** What the culprit's cure would bring, a line for each endpoint that feels it; none when nobody would. */
export function cureLines(culprit: Pick<NamedCulprit, 'cure'>): readonly string[] {
  const lines = affectedByCure(culprit).map(({ endpoint, mean, p95 }) => {
    const means = `mean ${inMs(mean.degradedMs)} to ${inMs(mean.curedMs)}`;
    return `  - ${endpoint}: ${means}, p95 ${inMs(p95.degradedMs)} to ${inMs(p95.curedMs)}`;
  });
  return lines.length === 0 ? [] : ['If this were as before (its critical paths computed anew)', ...lines];
}
