import type { Diagnosis } from '@spanshop/analysis/diagnose';
import type { RunAudit } from '@spanshop/analysis/integrity';
import type { Verdict } from './agreement.ts';

/** Whom a diagnosis names with confidence, the weightiest first. */
export function namedBy({ culprits }: Pick<Diagnosis, 'culprits'>): readonly Verdict[] {
  return culprits.map(({ service, operation, kind, path }) => ({ service, operation, kind, path }));
}

/** Where an audit says that traces are broken, the most likely cause first; it tells no paths. */
export function namedByAudit({ places }: Pick<RunAudit, 'places'>): readonly Verdict[] {
  return places.map(({ service, operation, class: kind }) => ({ service, operation, kind }));
}
