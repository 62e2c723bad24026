import { inMs } from '@spanshop/analysis/diagnose';
import { html, type Markup, nothing } from '@spanshop/shared/html';

const binCount = 40;
const chartWidth = 640;
const chartHeight = 160;
const base = chartHeight - 2;

/** Above zero: the scale is logarithmic. */
export interface Latencies {
  readonly beforeMs: readonly number[];
  readonly afterMs: readonly number[];
}

/**
 * How the latencies were spread before and after, on one logarithmic scale. Each curve is the share of its own requests.
 *
 *     share |   /\  before
 *           |  /  \___/\ after
 *           +-----------------> latency, each step as many times longer
 */
export function distribution({ beforeMs: was, afterMs: is }: Latencies): Markup {
  const all = [...was, ...is];
  if (was.length === 0 || is.length === 0) return nothing;
  const low = Math.log(all.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY));
  const high = Math.log(all.reduce((most, value) => Math.max(most, value), 0));
  const width = Math.max(high - low, 1e-9);
  const shares = (values: readonly number[]) => {
    const bins = new Array<number>(binCount).fill(0);
    for (const value of values) {
      const bin = Math.min(Math.floor(((Math.log(value) - low) / width) * binCount), binCount - 1);
      bins[bin] = (bins[bin] as number) + 1 / values.length;
    }
    return bins;
  };
  const [binsBefore, binsAfter] = [shares(was), shares(is)];
  const highest = Math.max(...binsBefore, ...binsAfter);
  const outline = (bins: readonly number[]) =>
    bins
      .map((share, i) => `${((i + 0.5) * chartWidth) / binCount},${(base - (share / highest) * (base - 8)).toFixed(1)}`)
      .join(' ');
  const marks = [0, 0.25, 0.5, 0.75, 1].map(part => inMs(Math.exp(low + part * width)));

  return html`<h2>Latency before and after</h2>
<p class="soft">Share of the requests by latency, on a logarithmic scale: <span style="color:var(--before)">before</span>
(${was.length} requests), <span style="color:var(--after)">after</span> (${is.length}).</p>
<svg class="curves" viewBox="0 0 ${chartWidth} ${chartHeight}" preserveAspectRatio="none" role="img" aria-label="Distribution of latencies before and after">
<polyline points="0,${base} ${chartWidth},${base}" stroke="var(--line)"/>
<polyline points="${outline(binsBefore)}" stroke="var(--before)"/>
<polyline points="${outline(binsAfter)}" stroke="var(--after)"/>
</svg>
<div class="marks">${marks.map(mark => html`<span>${mark}</span>`)}</div>`;
}
