import { childrenOf, firstText, names, type Span, type Trace } from '../model/index.ts';
import { joinId } from './path-key.ts';
import type { ResourceFacts } from './request-facts.ts';

const writes = /^(update|delete|merge) /i;
const reads = /^select /i;
const locksWhatItReads = /\bfor\s+(?:no\s+key\s+)?update\b/i;
const endsTransaction = /^(commit|rollback|end)\b/i;

/** Whether a statement locks rows until its transaction ends. */
export function locksRows({ attributes }: Span, operation: string): boolean {
  if (writes.test(operation)) return true;
  const text = reads.test(operation) ? firstText(attributes, names.queryText) : undefined;
  return text !== undefined && locksWhatItReads.test(text);
}

/** `UPDATE stock` -> `stock`; undefined for an operation without a table. */
export function tableOf(operation: string): string | undefined {
  return operation.split(' ', 2)[1];
}

/**
 * Adds how long transactions locked rows, by table and by the operation that locked them: from the end of a locking statement
 * to the end of the COMMIT, without the later statements that lock rows of the same table themselves.
 *
 *     UPDATE stock  |--|
 *     call              |---------|
 *     UPDATE stock                 |--|
 *     COMMIT                           |-|
 *     hold             |----------|    |-|      of the first; the second holds during the COMMIT
 */
export function addRowLocks(
  resources: Map<string, ResourceFacts>,
  trace: Trace,
  positions: readonly number[],
  operationAt: (position: number) => string,
  entryAt: (position: number) => string,
): void {
  for (const parent of positions) {
    let open: { readonly span: Span; readonly table: string; readonly entry: string }[] = [];
    for (const position of childrenOf(trace.tree, parent)) {
      const span = trace.spans[position] as Span;
      if (firstText(span.attributes, names.database) === undefined) continue;
      const operation = operationAt(position);
      const table = locksRows(span, operation) ? tableOf(operation) : undefined;
      if (table !== undefined) open.push({ span, table, entry: entryAt(position) });
      if (!endsTransaction.test(operation)) continue;
      const laterNano = new Map<string, number>();
      for (const { span: statement, table: name, entry } of open.reverse()) {
        const later = laterNano.get(name) ?? 0;
        const lastsNano = Math.max(statement.endNano - statement.startNano, 0);
        laterNano.set(name, later + lastsNano);
        const facts = factsOf(resources, statement.service, name, entry);
        facts.waits += 1;
        facts.waitNano += lastsNano;
        facts.holdNano += Math.max(span.endNano - statement.endNano - later, 0);
      }
      open = [];
    }
  }
}

function factsOf(
  resources: Map<string, ResourceFacts>,
  service: string,
  name: string,
  operation: string,
): ResourceFacts {
  const id = joinId('rows', service, name, operation);
  const known = resources.get(id);
  if (known) return known;
  const facts = { kind: 'rows', service, name, operation, holder: '', waits: 0, waitNano: 0, holdNano: 0 } as const;
  const created: ResourceFacts = { ...facts };
  resources.set(id, created);
  return created;
}
