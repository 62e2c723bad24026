import type { Frame } from '@spanshop/analysis/aggregates';
import { inMs } from '@spanshop/analysis/diagnose';
import { html, type Markup, nothing } from '@spanshop/shared/html';

const deepestFrame = 30;
const leastPart = 0.004;
const rowRem = 1.35;

interface Cell {
  readonly name: string;
  readonly depth: number;
  readonly left: number;
  readonly width: number;
  readonly beforeMs: number;
  readonly afterMs: number;
}

/**
 * The critical paths after, laid on top of each other; a frame's width is its time per trace after, its colour how much of
 * that time is new.
 *
 *     | web GET /events                                |
 *     | events GET /events              | own |
 *     | SELECT events (red: grew)  |
 */
export function flameDifference(before: Frame, after: Frame, tracesBefore: number, tracesAfter: number): Markup {
  if (after.totalNano === 0 || tracesBefore === 0 || tracesAfter === 0) return nothing;
  const cells = cellsOf(before, after, tracesBefore * 1e6, tracesAfter * 1e6);
  const deepest = cells.reduce((most, cell) => Math.max(most, cell.depth), 0);
  return html`<h2>Where the time on the critical path went</h2>
<p class="soft">All traces after, laid on top of each other. Width: time per trace. <span class="slower">Red</span> grew,
<span class="faster">green</span> shrank; point at a frame for the numbers.</p>
<div class="flame" style="height:${(deepest + 1) * rowRem}rem">
${cells.map(({ name, depth, left, width, beforeMs, afterMs }) => {
  const place = `left:${percentOf(left)};width:${percentOf(width)};top:${(depth * rowRem).toFixed(2)}rem`;
  const words = `${name}: ${inMs(beforeMs)} to ${inMs(afterMs)} per trace`;
  return html`<div style="${place};${colourOf(beforeMs, afterMs)}" title="${words}">${name}</div>`;
})}
</div>`;
}

function cellsOf(before: Frame, after: Frame, unitBefore: number, unitAfter: number): readonly Cell[] {
  const cells: Cell[] = [];
  const stack = after.children.map((frame, index) => {
    const left = after.children.slice(0, index).reduce((sum, each) => sum + each.totalNano, 0);
    return { frame, twin: twinOf(before, frame), depth: 0, left };
  });
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { frame, twin, depth, left } = next;
    const width = frame.totalNano / after.totalNano;
    if (width < leastPart || depth >= deepestFrame) continue;
    const beforeMs = (twin?.totalNano ?? 0) / unitBefore;
    const name = `${frame.service} ${frame.name}`;
    cells.push({ name, depth, left: left / after.totalNano, width, beforeMs, afterMs: frame.totalNano / unitAfter });
    let inner = left;
    for (const child of frame.children) {
      stack.push({ frame: child, twin: twin && twinOf(twin, child), depth: depth + 1, left: inner });
      inner += child.totalNano;
    }
  }
  return cells;
}

function twinOf(parent: Frame, frame: Frame): Frame | undefined {
  return parent.children.find(child => child.service === frame.service && child.name === frame.name);
}

/** The stronger the colour, the larger the part of the frame that is new (or that is gone). */
function colourOf(beforeMs: number, afterMs: number): string {
  const change = (afterMs - beforeMs) / Math.max(afterMs, beforeMs, 1e-9);
  const strength = Math.round(Math.min(Math.abs(change), 1) * 60);
  if (strength < 5) return '';
  return `background:color-mix(in srgb, var(--${change > 0 ? 'slower' : 'faster'}) ${strength}%, var(--panel))`;
}

function percentOf(part: number): string {
  return `${(part * 100).toFixed(3)}%`;
}
