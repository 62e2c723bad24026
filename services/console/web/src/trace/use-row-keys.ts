import type { SpanRowsProps } from './span-rows-props.ts';
import { moved, wholeRange } from './time-range.ts';
import { hasVisibleBelow } from './visible-rows.ts';

const rowsPerPage = 15;

/** The keys of a tree: up and down go along the rows, left and right close and open, or go to the parent and the first child. */
export function useRowKeys(props: SpanRowsProps): (event: KeyboardEvent) => void {
  const { view, rows, range, onRange, collapsed, onToggle, showFolded, selected, onSelect } = props;
  const at = selected === undefined ? -1 : rows.indexOf(selected);
  const goTo = (index: number) => onSelect(rows[Math.min(Math.max(index, 0), rows.length - 1)]);
  const bounds = wholeRange(view);

  const close = () => {
    if (selected === undefined) return;
    const isOpen = hasVisibleBelow(view, selected, showFolded) && !collapsed.has(selected);
    const parent = view.trace.tree.parents[selected] as number;
    if (isOpen) onToggle(selected);
    else if (parent >= 0) onSelect(parent);
  };
  const open = () => {
    if (selected === undefined) return;
    if (collapsed.has(selected)) onToggle(selected);
    else if (hasVisibleBelow(view, selected, showFolded)) goTo(at + 1);
  };
  const actions: Readonly<Record<string, () => void>> = {
    ArrowDown: () => goTo(at + 1),
    ArrowUp: () => goTo(at < 0 ? 0 : at - 1),
    PageDown: () => goTo(at + rowsPerPage),
    PageUp: () => goTo(at - rowsPerPage),
    Home: () => goTo(0),
    End: () => goTo(rows.length - 1),
    ArrowLeft: close,
    ArrowRight: open,
    Escape: () => onSelect(undefined),
    '+': () => onRange(moved(range, bounds, { factor: 0.6 })),
    '-': () => onRange(moved(range, bounds, { factor: 1 / 0.6 })),
    '0': () => onRange(bounds),
    '<': () => onRange(moved(range, bounds, { by: -0.25 })),
    '>': () => onRange(moved(range, bounds, { by: 0.25 })),
  };
  return event => {
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };
}
