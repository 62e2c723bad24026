import type { Dependency } from '@spanshop/analysis/aggregates';
import { inMs, percent } from '@spanshop/analysis/diagnose';
import { html, type Markup, nothing } from '@spanshop/shared/html';
import { placeNodes } from './graph-layout.ts';
import { type MapMarks, noMarks } from './map-marks.ts';

const columnWidth = 200;
const rowHeight = 56;
const box = { width: 130, height: 32 };
/** From this change of the mean on an edge is coloured. */
const noticeable = 0.2;

interface EdgeChange {
  readonly caller: string;
  readonly callee: string;
  readonly before: Dependency | undefined;
  readonly after: Dependency | undefined;
}

/** Who calls whom, and what changed: as a drawing, and as a table that can be read aloud. */
export function dependencyMap(
  before: readonly Dependency[],
  after: readonly Dependency[],
  marks: MapMarks = noMarks,
): Markup {
  const changes = paired(before, after);
  if (changes.length === 0) return nothing;
  return html`<h2>Who calls whom</h2>
<p class="soft"><span class="culprit">The culprit</span> is marked; dashed calls wait for it. Other calls that became
<span class="slower">slower</span> or <span class="faster">faster</span> by a fifth or more are coloured.</p>
${drawing(changes, marks)}
<div class="scroll" tabindex="0" role="region" aria-label="Calls between the services"><table><thead><tr><th>caller</th><th>callee</th><th class="number">calls a second</th>
<th class="number">mean</th><th class="number">p95</th><th class="number">errors</th></tr></thead><tbody>
${largestFirst(changes).map(
  ({ caller, callee, before: was, after: is }) => html`<tr><td>${caller}</td><td>${callee}</td>
<td class="number">${two(was?.perSecond.toFixed(1), is?.perSecond.toFixed(1))}</td>
<td class="number ${trend(was?.meanMs, is?.meanMs)}">${two(was && inMs(was.meanMs), is && inMs(is.meanMs))}</td>
<td class="number ${trend(was?.p95Ms, is?.p95Ms)}">${two(was && inMs(was.p95Ms), is && inMs(is.p95Ms))}</td>
<td class="number">${two(was && percent(was.errorRate), is && percent(is.errorRate))}</td></tr>`,
)}
</tbody></table></div>`;
}

/** Who calls whom, as a drawing alone. */
export function serviceMap(dependencies: readonly Dependency[]): Markup {
  return dependencies.length === 0 ? nothing : drawing(paired(dependencies, dependencies), noMarks);
}

function drawing(changes: readonly EdgeChange[], marks: MapMarks): Markup {
  const nodes = placeNodes(changes);
  const at = new Map(nodes.map(node => [node.name, { x: node.column * columnWidth + 8, y: node.row * rowHeight + 8 }]));
  const width = (Math.max(...nodes.map(node => node.column)) + 1) * columnWidth;
  const height = (Math.max(...nodes.map(node => node.row)) + 1) * rowHeight + 8;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Map of the services"><svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="Service dependencies">
${changes.map(change => edgeLine(change, at, marks))}
${nodes.map(({ name }) => {
  const { x, y } = at.get(name) ?? origin;
  const outline = marks.isCulpritNode(name) ? html`stroke="var(--path)" stroke-width="3"` : html`stroke="var(--line)"`;
  return html`<rect x="${x}" y="${y}" width="${box.width}" height="${box.height}" rx="4" fill="var(--panel)" ${outline}/>
<text x="${x + 8}" y="${y + 20}">${name.length > 18 ? `${name.slice(0, 17)}…` : name}<title>${name}</title></text>`;
})}
</svg></div>`;
}

const origin = { x: 0, y: 0 };

function paired(before: readonly Dependency[], after: readonly Dependency[]): readonly EdgeChange[] {
  const changes = new Map<string, EdgeChange>();
  const idOf = ({ caller, callee }: Dependency) => `${caller}\u0000${callee}`;
  for (const edge of before)
    changes.set(idOf(edge), { caller: edge.caller, callee: edge.callee, before: edge, after: undefined });
  for (const edge of after) {
    changes.set(idOf(edge), {
      caller: edge.caller,
      callee: edge.callee,
      before: changes.get(idOf(edge))?.before,
      after: edge,
    });
  }
  return [...changes.values()];
}

/** By how much the time spent in these calls changed, in milliseconds a second. */
function largestFirst(changes: readonly EdgeChange[]): readonly EdgeChange[] {
  const spent = (edge: Dependency | undefined) => (edge ? edge.perSecond * edge.meanMs : 0);
  const change = ({ before, after }: EdgeChange) => Math.abs(spent(after) - spent(before));
  return changes.toSorted((a, b) => change(b) - change(a));
}

function edgeLine(change: EdgeChange, at: ReadonlyMap<string, { x: number; y: number }>, marks: MapMarks): Markup {
  const { caller, callee, before, after } = change;
  const [from, to] = [at.get(caller) ?? origin, at.get(callee) ?? origin];
  const [x1, y1, x2, y2] = [from.x + box.width, from.y + box.height / 2, to.x, to.y + box.height / 2];
  const bend = Math.max(Math.abs(x2 - x1) / 2, 24);
  const look = lookOf(change, marks);
  const words = `${caller} → ${callee}: ${two(before && inMs(before.meanMs), after && inMs(after.meanMs))}`;
  return html`<path d="M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}" class="${look}" fill="none"><title>${words}</title></path>`;
}

function lookOf(change: EdgeChange, marks: MapMarks): string {
  if (marks.isCulprit(change)) return 'edge of-culprit';
  if (marks.isWaiting(change)) return 'edge waits';
  const kind = trend(change.before?.meanMs, change.after?.meanMs);
  return kind === '' ? 'edge' : `edge is-${kind}`;
}

function trend(before: number | undefined, after: number | undefined): '' | 'slower' | 'faster' {
  if (before === undefined || after === undefined || before === 0) return '';
  const change = after / before - 1;
  if (Math.abs(change) < noticeable) return '';
  return change > 0 ? 'slower' : 'faster';
}

function two(before: string | undefined, after: string | undefined): string {
  return `${before ?? '–'} → ${after ?? '–'}`;
}
