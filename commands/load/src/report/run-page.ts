import { html, type Markup, nothing } from '@spanshop/shared/html';
import { findingsText, partWords } from '../findings/findings-text.ts';
import type { ResourcePoint } from '../metrics/watch-resources.ts';
import { percent } from '../percent.ts';
import type { Digest } from '../requests/digest.ts';
import type { LinkedRequest, RunRecord } from '../runs/run-record.ts';
import { spansAreSound, verdictSentence } from '../verdict/verdict.ts';
import { invariantsText, spansText, untraced } from '../verdict/verdict-text.ts';
import { capacityCharts, capacityTables } from './breakpoint-page.ts';
import { milliseconds, page, table } from './page.ts';
import { runCharts } from './run-charts.ts';

export interface RunPage {
  record: RunRecord;
  digest: Digest;
  resources: readonly ResourcePoint[];
}

/** The report of a run. */
export function runPage({ record, digest, resources }: RunPage): string {
  return page(
    `${record.scenario} ${record.id}`,
    html`${verdict(record)}
${capacityCharts(record)}
${runCharts(digest, resources, Date.parse(record.startedAt))}
${capacityTables(record)}
${objectivesTable(record)}
${slowTable(record)}
${worstTables(record)}
${answers(digest)}
${facts(record)}`,
  );
}

function verdict(record: RunRecord): Markup {
  const { exitCode, scenario, id, startedAt, target, plan, search, findings } = record;
  const found = findings ? findingsText(findings) : [];
  return html`<section class="verdict${exitCode === 0 ? ' calm' : ''}"><h1>${verdictSentence(record)}</h1>
${found.map(sentence => html`<p>${sentence}</p>`)}
<p>${scenario} against ${target}: ${plan.visits} visits in ${Math.round(plan.seconds)} s, up to ${plan.highestRate} a second</p>
<p class="soft">${id}, ${startedAt}, exit code ${exitCode ?? ''}${search ? html` · <a href="${search}">all its traces</a>` : nothing}</p></section>`;
}

export function objectivesTable(record: RunRecord): Markup {
  const { objectives, invariants } = record;
  const rows = objectives.map(({ name, threshold, unit, actual, met }) => [
    html`<span class="${met ? 'good' : 'bad'}">${name}</span>`,
    threshold,
    actual === null ? 'nothing measured' : `${actual.toFixed(unit === 'visits' ? 0 : 1)} ${unit}`,
  ]);
  const sound = (good: boolean, text: string) => html`<p class="${good ? 'good' : 'bad'}">${text}</p>`;
  return html`<h2>${rows.length > 0 ? 'Objectives' : 'Data and spans'}</h2>${rows.length > 0 ? table('Objectives', ['objective', 'threshold', 'measured'], rows, 2) : nothing}
${sound(!invariants.checked || invariants.holds, invariantsText(invariants))}
${sound(spansAreSound(record), spansText(record.spans))}`;
}

function slowTable({ findings }: RunRecord): Markup {
  const { slow } = findings ?? {};
  if (!slow) return nothing;
  const title = `Where the slowest ${percent(slow.share)} spent their time`;
  const rows = slow.parts.map(part => [partWords(part), percent(part.share)]);
  return html`<h2>${title}</h2><p class="soft">The largest parts of the critical paths of ${slow.tracesRead} traces.</p>${table(title, ['part', 'share'], rows, 1)}`;
}

function worstTables({ worst }: RunRecord): Markup[] {
  return Object.entries(worst).flatMap(([journey, { slowest, failed }]) => [
    requestsTable(`${journey}: failed requests`, failed),
    requestsTable(`${journey}: slowest requests`, slowest),
  ]);
}

function requestsTable(title: string, requests: readonly LinkedRequest[]): Markup {
  if (requests.length === 0) return nothing;
  const rows = requests.map(({ operation, status, durationMs, traceId = untraced, link, found }) => [
    html`${link && found !== false ? html`<a href="${link}">${traceId}</a>` : traceId}${found === false ? ' (no longer there)' : ''}`,
    operation,
    status === 0 ? 'no answer' : String(status),
    milliseconds(durationMs),
  ]);
  return html`<h2>${title}</h2>${table(title, ['trace', 'request', 'status', 'took'], rows, 2)}`;
}

function answers(digest: Digest): Markup {
  const rows = Object.entries(digest).flatMap(([journey, { answers: counts }]) =>
    Object.entries(counts)
      .sort()
      .map(([answer, count]) => [journey, answer, count.toLocaleString('en')]),
  );
  return html`<h2>Answers</h2>${table('Answers', ['journey', 'answer', 'requests'], rows, 2)}`;
}

function facts({ versions, sampler, host, changes }: RunRecord): Markup {
  const changed = Object.entries(changes).map(([name, value]) => `${name} ${value}`);
  return html`<h2>Circumstances</h2><ul>
<li>Spanshop ${versions.shop}, k6 ${versions.k6}, Node ${versions.node}</li>
<li>${host.processors} processors (${host.model}), ${host.platform}, ${Math.round(host.memoryMb / 1_000)} GB; load before the run ${host.loadAtStart.toFixed(2)}</li>
<li>k6 and the shop share this machine: what k6 takes, the shop lacks.</li>
<li>Sampler: ${sampler ? `${sampler.name} ${sampler.argument}` : 'not known'}</li>
${changed.length > 0 ? html`<li>Changed of the scenario: ${changed.join(', ')}</li>` : nothing}
</ul>`;
}
