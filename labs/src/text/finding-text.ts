import type { Diagnosis } from '@spanshop/analysis/diagnose';
import type { RunAudit } from '@spanshop/analysis/integrity';
import { auditText, culpritWords, scopeWords } from '@spanshop/report';
import type { GroundTruth, Place } from '@spanshop/shared/faults';
import { textTable } from '@spanshop/terminal';
import {
  type Agreement,
  agreementOf,
  type Finding,
  namedBy,
  namedByAudit,
  servicesOn,
  type Verdict,
} from '../experiment/index.ts';

/** What the traces alone say, and how it agrees with what is really wrong. */
export function findingLines(
  finding: Finding,
  truth: GroundTruth,
  linkOf: (traceId: string) => string,
): readonly string[] {
  return finding.by === 'audit'
    ? [...auditedBy(finding.audit, linkOf), ...comparedWith(truth, namedByAudit(finding.audit)[0])]
    : [...saidBy(finding.diagnosis), ...comparedWith(truth, namedBy(finding.diagnosis)[0])];
}

function auditedBy(audit: RunAudit, linkOf: (traceId: string) => string): readonly string[] {
  return [
    'The audit of the traces says',
    auditText(audit, linkOf)
      .trimEnd()
      .replaceAll(/^(?=.)/gm, '  '),
  ];
}

function saidBy({ culprits, reason }: Diagnosis): readonly string[] {
  if (culprits.length === 0) return ['The diagnosis names nobody.', `  ${reason ?? ''}`];
  return culprits.map((culprit, index) => {
    const where = scopeWords(culprit.scope);
    const head = index === 0 ? 'The diagnosis says' : 'And second';
    const scope = where === '' ? '' : `, ${where}`;
    return `${head} (${culprit.confidence} confidence): ${culpritWords(culprit)}${scope}.`;
  });
}

function comparedWith(truth: GroundTruth, verdict: Verdict | undefined): readonly string[] {
  const agreement = verdict && agreementOf(verdict, truth);
  const rows = [
    ['', 'the traces say', 'the truth is', ''],
    ['  service', verdict?.service ?? '', truth.service, mark(agreement, 'service')],
    ['  operation', verdict?.operation ?? '', truth.operation, mark(agreement, 'operation')],
    ['  kind', verdict?.kind ?? '', truth.kind, mark(agreement, 'kind')],
    ['  path', wayOf(verdict?.path), wayOf(truth.path), mark(agreement, 'path')],
  ];
  return [textTable(rows)];
}

function mark(agreement: Agreement | undefined, level: keyof Agreement): string {
  const agrees = agreement?.[level];
  if (agreement && agrees === undefined) return 'not told';
  return agrees ? 'agrees' : 'differs';
}

/** The services that a path leads through. */
function wayOf(path: readonly Place[] | undefined): string {
  return servicesOn(path ?? []).join(' > ');
}
