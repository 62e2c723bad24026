import { useCallback, useState } from 'preact/hooks';
import type { TraceView } from './trace-view.ts';

interface Collapsed {
  readonly collapsed: ReadonlySet<number>;
  readonly setCollapsed: (collapsed: ReadonlySet<number>) => void;
  readonly toggle: (position: number) => void;
}

/** Which spans hide what is below them; never the selected one's ancestors. */
export function useCollapsed(view: TraceView, selected: number | undefined): Collapsed {
  const [collapsed, setCollapsed] = useState<ReadonlySet<number>>(new Set());
  const toggle = useCallback((position: number) => {
    setCollapsed(before => {
      const next = new Set(before);
      if (!next.delete(position)) next.add(position);
      return next;
    });
  }, []);
  return { collapsed: withoutAncestors(view, collapsed, selected), setCollapsed, toggle };
}

function withoutAncestors(
  { trace }: TraceView,
  collapsed: ReadonlySet<number>,
  selected: number | undefined,
): ReadonlySet<number> {
  if (selected === undefined || collapsed.size === 0) return collapsed;
  const { parents } = trace.tree;
  const ancestors = new Set<number>();
  for (let at = parents[selected]; at !== undefined && at >= 0 && !ancestors.has(at); at = parents[at])
    ancestors.add(at);
  return [...ancestors].some(ancestor => collapsed.has(ancestor)) ? collapsed.difference(ancestors) : collapsed;
}
