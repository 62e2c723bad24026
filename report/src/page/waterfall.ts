import { spanNames } from '@spanshop/analysis/compare';
import { criticalPath } from '@spanshop/analysis/critical-path';
import { inMs } from '@spanshop/analysis/diagnose';
import { childrenOf, mainRoot, type Span, type Trace, withInferredKinds } from '@spanshop/analysis/model';
import { html, type Markup, nothing } from '@spanshop/shared/html';

const mostRows = 150;

/** The bars of one trace under a heading that says what it is. */
export function waterfall(trace: Trace | undefined, link: (traceId: string) => string): Markup {
  const rootPosition = trace && mainRoot(trace);
  if (!trace || rootPosition === undefined) return nothing;
  const root = trace.spans[rootPosition] as Span;
  return html`<h2>One slow request</h2>
<p class="soft">${root.name} in ${root.service}, ${inMs((root.endNano - root.startNano) / 1e6)}, ${trace.spans.length} spans;
<span style="color:var(--path)">what it waited for</span> is marked. ${traceLink(trace.traceId, link)}</p>
${traceBars(trace)}`;
}

/**
 * One trace as bars below each other, children below their parents, with the critical path marked on them.
 *
 *     web GET /events     |██▒▒▒▒▒▒▒▒▒▒▒▒██|     █ on the critical path
 *       events GET ...       |███▒▒▒▒███|        ▒ not
 *
 * @param leastShare spans that last a smaller part of the whole are left out; default 0
 */
export function traceBars(reported: Trace, leastShare = 0): Markup {
  const { trace } = withInferredKinds(reported);
  const rootPosition = mainRoot(trace);
  if (rootPosition === undefined) return nothing;
  const root = trace.spans[rootPosition] as Span;
  const endNano = trace.spans.reduce((latest, span) => Math.max(latest, span.endNano), root.endNano);
  const total = Math.max(endNano - root.startNano, 1);
  const share = (nano: number) => Math.min(Math.max(((nano - root.startNano) / total) * 100, 0), 100);
  const sections = new Map<number, { startNano: number; endNano: number }[]>();
  for (const section of criticalPath(trace)) {
    sections.set(section.position, [...(sections.get(section.position) ?? []), section]);
  }
  const isLongEnough = ({ position }: { position: number }) => {
    const { startNano, endNano: end } = trace.spans[position] as Span;
    return end - startNano >= leastShare * total;
  };
  const rows = inOrder(trace, rootPosition).filter(isLongEnough).slice(0, mostRows);
  const bar = (tag: 'i' | 'b', from: number, to: number) =>
    tag === 'i'
      ? html`<i style="left:${share(from)}%;width:${share(to) - share(from)}%"></i>`
      : html`<b style="left:${share(from)}%;width:${share(to) - share(from)}%"></b>`;

  return html`<div class="waterfall">
${rows.map(({ position, depth }) => {
  const span = trace.spans[position] as Span;
  const { operation } = spanNames(trace, position);
  const label = `${span.service} ${operation}`;
  const failed = span.status === 'error' ? html` <span class="slower">✕</span>` : nothing;
  return html`<div class="label" style="padding-left:${Math.min(depth, 12) * 0.6}rem" title="${label}">${label}${failed}</div>
<div class="track" title="${label}: ${inMs((span.endNano - span.startNano) / 1e6)}">${bar('i', span.startNano, span.endNano)}
${(sections.get(position) ?? []).map(section => bar('b', section.startNano, section.endNano))}</div>`;
})}
</div>
${trace.spans.length > rows.length ? html`<p class="soft">… and ${trace.spans.length - rows.length} more spans.</p>` : nothing}`;
}

export function traceLink(traceId: string, link: (traceId: string) => string): Markup {
  const address = link(traceId);
  return /^https?:\/\//.test(address) ? html`<a href="${address}">${traceId}</a>` : html`<code>${traceId}</code>`;
}

/** Parents before children, siblings by start; no recursion. */
function inOrder(trace: Trace, root: number): readonly { readonly position: number; readonly depth: number }[] {
  const rows: { position: number; depth: number }[] = [];
  const stack = [{ position: root, depth: 0 }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    rows.push(next);
    const depth = next.depth + 1;
    const children = childrenOf(trace.tree, next.position);
    for (let i = children.length - 1; i >= 0; i--) stack.push({ position: children[i] as number, depth });
  }
  return rows;
}
