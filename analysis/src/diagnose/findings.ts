import type { KeyDifference } from '../compare/index.ts';
import type { Comparison } from './comparison.ts';
import type { Blame } from './culprit.ts';
import { explain } from './explanations/explain.ts';
import { blameId } from './same-blame.ts';
import { thresholds } from './thresholds.ts';

/** All changes that one culprit explains. Every key belongs to exactly one finding, so findings sum to the whole change. */
export interface Finding extends Blame {
  readonly deltaNano: number;
  readonly keyIds: ReadonlySet<string>;
  /** Why, told by the key that changed most. */
  readonly why: string;
  /** Its keys, the one that grew most first. */
  readonly changes: readonly KeyDifference[];
}

interface Group {
  readonly blame: Blame;
  readonly why: string;
  readonly changes: KeyDifference[];
}

/** Explains every key and adds up by culprit; the largest slow-down first. */
export function findingsOf(comparison: Comparison): readonly Finding[] {
  const groups = new Map<string, Group>();
  // Keys come with the largest change first, so the first reason of a group is its weightiest.
  for (const change of comparison.difference.keys) {
    const { why, ...blame } = explain(change, comparison);
    const id = blameId(blame);
    const group = groups.get(id) ?? { blame, why, changes: [] };
    group.changes.push(change);
    groups.set(id, group);
  }
  return holdersWithTheirWork([...groups.values()])
    .map(({ blame, why, changes }) => ({
      ...blame,
      why,
      changes,
      keyIds: new Set(changes.map(change => change.keyId)),
      deltaNano: sumOf(changes),
    }))
    .sort((a, b) => b.deltaNano - a.deltaNano || (a.service + a.operation < b.service + b.operation ? -1 : 1));
}

/**
 * Who holds a connection or a lock for longer because its own work takes longer is one culprit, not two: a holder, if the
 * others' waiting is a fair part of it.
 */
function holdersWithTheirWork(groups: readonly Group[]): readonly Group[] {
  const merged = new Map<Group, Group>();
  for (const holder of groups) {
    if (holder.blame.kind !== 'pool-exhaustion' && holder.blame.kind !== 'lock-contention') continue;
    const work = groups.find(
      ({ blame: { service, operation, kind } }) =>
        kind === 'self-time' && service === holder.blame.service && operation === holder.blame.operation,
    );
    if (!work || merged.has(work)) continue;
    const [waited, worked] = [sumOf(holder.changes), sumOf(work.changes)];
    if (worked > 0 && waited >= thresholds.waitedPart * (waited + worked)) merged.set(work, holder);
  }
  const takenUp = new Map([...merged].map(([work, holder]) => [holder, work]));
  return groups
    .filter(group => !merged.has(group))
    .map(group => ({ ...group, changes: [...group.changes, ...(takenUp.get(group)?.changes ?? [])].sort(byGrowth) }));
}

function byGrowth(a: KeyDifference, b: KeyDifference): number {
  return b.deltaNano - a.deltaNano || (a.keyId < b.keyId ? -1 : 1);
}

function sumOf(changes: readonly KeyDifference[]): number {
  return changes.reduce((sum, change) => sum + change.deltaNano, 0);
}
