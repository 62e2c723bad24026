import { type Diagnosis, inMs } from '@spanshop/analysis/diagnose';
import { mean, quantile } from '@spanshop/analysis/statistics';
import { textTable } from '@spanshop/terminal';
import type { Observed } from '../experiment/index.ts';

/** Endpoints that a cure changes less than this part of are not told. */
const noticeable = 0.05;
const mostEndpoints = 3;

/** What the cure was predicted to bring, from the faulty window alone, beside what was measured after it. */
export function cureLines({ culprits }: Diagnosis, after: Observed): readonly string[] {
  const gains = (culprits[0]?.cure ?? [])
    .filter(({ mean: { degradedMs, curedMs } }) => Math.abs(curedMs / degradedMs - 1) > noticeable)
    .slice(0, mostEndpoints)
    .map(cured => {
      const measured = latenciesMs(after, cured.endpoint);
      return [
        `  ${cured.endpoint}`,
        `${inMs(cured.mean.degradedMs)} -> ${inMs(cured.mean.curedMs)}`,
        inMs(mean(measured)),
        `${inMs(cured.p95.degradedMs)} -> ${inMs(cured.p95.curedMs)}`,
        inMs(quantile(measured, 0.95)),
      ];
    });
  if (gains.length === 0) return [];
  const head = ['What the cure brings', 'mean, predicted', 'measured', 'p95, predicted', 'measured'];
  return [textTable([head, ...gains], column => column > 0)];
}

function latenciesMs({ traced }: Observed, endpoint: string): number[] {
  return traced.window.requests
    .filter(request => request.endpoint === endpoint)
    .map(({ latencyNano }) => latencyNano / 1e6);
}
