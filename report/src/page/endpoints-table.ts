import { type Diagnosis, inMs, percent } from '@spanshop/analysis/diagnose';
import { html, type Markup, nothing } from '@spanshop/shared/html';
import { windowWords } from '../windows-text.ts';

const mostEndpoints = 10;

/** When the windows were, and what the users of each endpoint got in them. */
export function endpointsTable({ windows, endpoints }: Diagnosis): Markup {
  if (endpoints.length === 0) return nothing;
  const { baseline, degraded, otherBaselines } = windows;
  const others = otherBaselines.map(window => html`<br>Also against ${windowWords(window)}`);
  return html`<p class="soft">Before: ${windowWords(baseline)}<br>After: ${windowWords(degraded)}${others}</p>
<div class="scroll" tabindex="0" role="region" aria-label="Endpoints before and after"><table><thead><tr><th>endpoint</th><th class="number">p50</th>
<th class="number">p95</th><th class="number">a second</th><th class="number">failures</th></tr></thead><tbody>
${endpoints.slice(0, mostEndpoints).map(
  ({ endpoint, before, after }) => html`<tr><td>${endpoint}</td>
<td class="number">${inMs(before.p50Ms)} → ${inMs(after.p50Ms)}</td><td class="number">${inMs(before.p95Ms)} → ${inMs(after.p95Ms)}</td>
<td class="number">${before.requestsPerSecond.toFixed(1)} → ${after.requestsPerSecond.toFixed(1)}</td>
<td class="number">${percent(before.failureRate)} → ${percent(after.failureRate)}</td></tr>`,
)}
</tbody></table></div>`;
}
