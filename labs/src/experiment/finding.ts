import { type Diagnosis, diagnose } from '@spanshop/analysis/diagnose';
import type { RunAudit } from '@spanshop/analysis/integrity';
import type { Fault } from '@spanshop/shared/faults';
import type { Observed } from './observe.ts';

/** What the traces alone say: two windows compared, or, where it is the traces that are broken, one of them audited. */
export type Finding =
  | { readonly by: 'diagnosis'; readonly diagnosis: Diagnosis }
  | { readonly by: 'audit'; readonly audit: RunAudit };

export function findBy(sort: Fault['sort'], before: Observed, during: Observed): Finding {
  return sort === 'tracing'
    ? { by: 'audit', audit: during.traced.audit }
    : { by: 'diagnosis', diagnosis: diagnose(before.traced.window, during.traced.window) };
}
