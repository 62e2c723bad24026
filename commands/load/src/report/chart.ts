import { html, type Markup } from '@spanshop/shared/html';

export interface Line {
  name: string;
  /** A color of the page. */
  color: string;
  points: readonly (readonly [x: number, y: number])[];
  /** Marks instead of a line. */
  dots?: boolean;
}

export interface Chart {
  title: string;
  about: string;
  lines: readonly Line[];
  xText: (x: number) => string;
  yText: (y: number) => string;
  /** A level that is not to be exceeded. */
  limit?: { y: number; name: string };
  /** A place of note. */
  mark?: { x: number; name: string };
  /** For values that lie orders of magnitude apart. */
  logarithmic?: boolean;
}

const [width, height] = [640, 240];
const [left, right, top, bottom] = [76, 12, 16, 26];
const gridLines = 4;

/** A chart of lines over numbers, as one picture; axes begin at 0 unless they are logarithmic. */
export function chart({ title, about, lines, xText, yText, limit, mark, logarithmic = false }: Chart): Markup {
  const drawn = lines.filter(({ points }) => points.length > 0);
  const all = drawn.flatMap(({ points }) => points).filter(([, y]) => Number.isFinite(y) && (!logarithmic || y > 0));
  if (all.length === 0) return html`<h2>${title}</h2><p class="soft">Nothing was measured.</p>`;
  const scale = (y: number) => (logarithmic ? Math.log(y) : y);
  const ys = [...all.map(([, y]) => y), ...(limit ? [limit.y] : [])];
  const [xLow, xHigh] = [Math.min(...all.map(([x]) => x)), Math.max(...all.map(([x]) => x))];
  const [yLow, yHigh] = [logarithmic ? Math.log(Math.min(...ys)) : 0, scale(Math.max(...ys)) || 1];
  const xAt = (x: number) => left + ((x - xLow) / Math.max(xHigh - xLow, 1e-9)) * (width - left - right);
  const yAt = (y: number) =>
    height - bottom - ((scale(y) - yLow) / Math.max(yHigh - yLow, 1e-9)) * (height - top - bottom);
  const steps = Array.from({ length: gridLines + 1 }, (_, step) => step / gridLines);
  const valueAt = (part: number) => {
    const scaled = yLow + part * (yHigh - yLow);
    return logarithmic ? Math.exp(scaled) : scaled;
  };

  return html`<h2>${title}</h2>
<p class="soft">${about} ${drawn.map(({ name, color }) => html`<span class="key"><i style="background:${color}"></i>${name}</span> `)}</p>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">
${steps.map(part => {
  const y = yAt(valueAt(part)).toFixed(1);
  return html`<line x1="${left}" y1="${y}" x2="${width - right}" y2="${y}" stroke="var(--line)"/>
<text x="${left - 6}" y="${y}" dy="4" text-anchor="end">${yText(valueAt(part))}</text>`;
})}
${[0, 0.5, 1].map(part => {
  const x = xLow + part * (xHigh - xLow);
  return html`<text x="${xAt(x).toFixed(1)}" y="${height - 6}" text-anchor="${anchorOf(part)}">${xText(x)}</text>`;
})}
${drawn.map(line => drawLine(line, xAt, yAt, logarithmic))}
${
  limit
    ? html`<line x1="${left}" y1="${yAt(limit.y).toFixed(1)}" x2="${width - right}" y2="${yAt(limit.y).toFixed(1)}" stroke="var(--slower)" stroke-dasharray="6 4"/>
<text x="${width - right}" y="${(yAt(limit.y) - 5).toFixed(1)}" text-anchor="end">${limit.name}</text>`
    : []
}
${
  mark
    ? html`<line x1="${xAt(mark.x).toFixed(1)}" y1="${top}" x2="${xAt(mark.x).toFixed(1)}" y2="${height - bottom}" stroke="var(--path)" stroke-dasharray="6 4"/>
<text x="${xAt(mark.x).toFixed(1)}" y="${top + 10}" dx="${xAt(mark.x) > width / 2 ? -6 : 6}" text-anchor="${xAt(mark.x) > width / 2 ? 'end' : 'start'}">${mark.name}</text>`
    : []
}
</svg>`;
}

function drawLine(
  { points, color, dots }: Line,
  xAt: (x: number) => number,
  yAt: (y: number) => number,
  logarithmic: boolean,
): Markup {
  const drawable = points.filter(([, y]) => Number.isFinite(y) && (!logarithmic || y > 0));
  const places = drawable.map(([x, y]) => [xAt(x).toFixed(1), yAt(y).toFixed(1)] as const);
  // A single measurement makes no line.
  if (dots || places.length === 1) {
    return html`${places.map(([x, y]) => html`<circle cx="${x}" cy="${y}" r="3.5" fill="${color}"/>`)}`;
  }
  return html`<polyline points="${places.map(place => place.join(',')).join(' ')}" stroke="${color}" stroke-width="1.75" fill="none"/>`;
}

function anchorOf(part: number): string {
  if (part === 0) return 'start';
  return part === 1 ? 'end' : 'middle';
}
