import { childrenOf, isElsewhere, isHandedOver, type Span, type Trace } from '../model/index.ts';
import type { Section } from './critical-path.ts';

/** Looking at every child for each section of a parent of thousands would take their number squared. */
const mostChildren = 100;

const none = { before: -1, after: -1 };

/**
 * The callees beside a span's own section, when their calls have no spans of their own: SERVER spans of other services that
 * ended where the section begins, and that begin where it ends. Positions; -1 where there is none, or too many to tell.
 *
 *     front   |---------------------------|
 *     cart         |----|
 *     stock                  |-----|
 *              ####      ####       ####      nothing and cart; cart and stock; stock and nothing
 */
export function calleesBeside(
  { spans, tree }: Trace,
  { position, startNano, endNano }: Section,
): { readonly before: number; readonly after: number } {
  const [from, to] = [tree.offsets[position] as number, tree.offsets[position + 1] as number];
  if (from === to || to - from > mostChildren) return none;
  const caller = spans[position] as Span;
  let [before, after] = [-1, -1];
  for (let i = from; i < to; i++) {
    const child = tree.children[i] as number;
    const span = spans[child] as Span;
    if (!isCallee(caller, span)) continue;
    // Of those that were running when the section began, the one that ended first: it is the one that was waited for.
    const isFirst = before < 0 || span.endNano < (spans[before] as Span).endNano;
    if (span.startNano < startNano && span.endNano >= startNano && isFirst) before = child;
    if (span.startNano === endNano) after = child;
  }
  return { before, after };
}

/**
 * The stretches of a span between the starts and ends of its children, if a call of it has no span of its own: each has callees
 * beside it then. Otherwise the whole span.
 */
export function stretchesOf({ spans, tree }: Trace, position: number): readonly Section[] {
  const span = spans[position] as Span;
  const { startNano, endNano } = span;
  const children = [...childrenOf(tree, position)].map(child => spans[child] as Span);
  const isWhole = children.length > mostChildren || !children.some(child => isCallee(span, child));
  if (isWhole) return [{ position, startNano, endNano }];
  const inner = children.flatMap(child => [child.startNano, child.endNano]);
  const cuts = [...new Set([startNano, ...inner, endNano])]
    .filter(nano => nano >= startNano && nano <= endNano)
    .sort((a, b) => a - b);
  return cuts.slice(1).map((cut, i) => ({ position, startNano: cuts[i] as number, endNano: cut }));
}

function isCallee(caller: Span, child: Span): boolean {
  return child.kind === 'server' && isElsewhere(caller, child) && !isHandedOver(caller, child);
}
