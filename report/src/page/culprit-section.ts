import { type Exemplar, inMs, type NamedCulprit } from '@spanshop/analysis/diagnose';
import { html, type Markup, nothing } from '@spanshop/shared/html';
import { affectedByCure } from '../cure-text.ts';
import { evidenceWords } from '../propagation-text.ts';
import { traceLink } from './waterfall.ts';

type Link = (traceId: string) => string;

/** What speaks for a culprit, the way from a user to it, what its cure would bring, and traces to open. */
export function culpritSection(culprit: NamedCulprit, link: Link): Markup {
  return html`<h2>Evidence: ${culprit.operation} in ${culprit.service}</h2>
<ul>${culprit.evidence.map(sentence => html`<li>${sentence}</li>`)}</ul>
${wayTo(culprit)}
${cureTable(culprit)}
<p class="soft">Worth opening: ${exemplarsOf(culprit, 'extreme', link)}; ${exemplarsOf(culprit, 'typical', link)}</p>`;
}

function wayTo({ path }: NamedCulprit): Markup {
  if (path.length < 2) return nothing;
  return html`<h3>The way to it</h3>
<ol class="way">${path.map(
    step => html`<li>${step.operation} in ${step.service} <span class="soft">${evidenceWords(step)}</span></li>`,
  )}</ol>`;
}

function cureTable(culprit: NamedCulprit): Markup {
  const affected = affectedByCure(culprit);
  if (affected.length === 0) return nothing;
  return html`<h3>If this were as before</h3>
<p class="soft">The critical paths of the slow requests, computed anew with its time as it was.</p>
<div class="scroll" tabindex="0" role="region" aria-label="What a cure would bring"><table><thead><tr><th>endpoint</th><th class="number">mean</th><th class="number">p95</th></tr></thead><tbody>
${affected.map(
  ({
    endpoint,
    mean,
    p95,
  }) => html`<tr><td>${endpoint}</td><td class="number">${inMs(mean.degradedMs)} → ${inMs(mean.curedMs)}</td>
<td class="number">${inMs(p95.degradedMs)} → ${inMs(p95.curedMs)}</td></tr>`,
)}
</tbody></table></div>`;
}

function exemplarsOf({ exemplars }: NamedCulprit, how: Exemplar['how'], link: Link): Markup {
  const chosen = exemplars.filter(exemplar => exemplar.how === how);
  if (chosen.length === 0) return nothing;
  return html`${how}: ${chosen.map(
    ({ traceId, latencyMs }, index) => html`${index > 0 ? ', ' : ''}${traceLink(traceId, link)} (${inMs(latencyMs)})`,
  )}`;
}
