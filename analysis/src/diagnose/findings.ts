import { joinId, type KeyDifference } from '../compare/index.ts';
import type { Comparison } from './comparison.ts';
import type { Blame } from './culprit.ts';
import { explain } from './explain.ts';

/** All changes that one culprit explains. Every key belongs to exactly one finding, so findings sum to the whole change. */
export interface Finding extends Blame {
  readonly deltaNano: number;
  readonly keyIds: ReadonlySet<string>;
  /** Why, told by the key that changed most. */
  readonly why: string;
  /** Its keys, the one that grew most first. */
  readonly changes: readonly KeyDifference[];
}

/** Explains every key and adds up by culprit; the largest slow-down first. */
export function findingsOf(comparison: Comparison): readonly Finding[] {
  const groups = new Map<string, { blame: Blame; why: string; changes: KeyDifference[] }>();
  // Keys come with the largest change first, so the first reason of a group is its weightiest.
  for (const change of comparison.difference.keys) {
    const { why, ...blame } = explain(change, comparison);
    const id = joinId(blame.service, blame.operation, blame.kind);
    const group = groups.get(id) ?? { blame, why, changes: [] };
    group.changes.push(change);
    groups.set(id, group);
  }
  return [...groups.values()]
    .map(({ blame, why, changes }) => ({
      ...blame,
      why,
      changes,
      keyIds: new Set(changes.map(change => change.keyId)),
      deltaNano: changes.reduce((sum, change) => sum + change.deltaNano, 0),
    }))
    .sort((a, b) => b.deltaNano - a.deltaNano || (a.service + a.operation < b.service + b.operation ? -1 : 1));
}
