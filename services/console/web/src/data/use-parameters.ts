import { useCallback } from 'preact/hooks';
import { useSearchParams } from 'wouter-preact';
import type { Parameters } from './parameters.ts';

/** What the address says after its question mark, and how to change it: every state of a page has an address of its own. */
export function useParameters<Name extends string>(
  names: readonly Name[],
): readonly [Parameters<Name>, (changes: Readonly<Partial<Record<Name, string | undefined>>>, how?: How) => void] {
  const [search, setSearch] = useSearchParams();
  const values = Object.fromEntries(names.flatMap(name => (search.get(name) ? [[name, search.get(name)]] : [])));
  const change = useCallback(
    (changes: Readonly<Partial<Record<Name, string | undefined>>>, how: How = {}) => {
      setSearch(before => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes)) {
          if (value) next.set(name, String(value));
          else next.delete(name);
        }
        return next;
      }, how);
    },
    [setSearch],
  );
  return [values as Parameters<Name>, change];
}

interface How {
  /** Whether the state before is forgotten, so that going back does not lead through every small step. */
  readonly replace?: boolean;
}
