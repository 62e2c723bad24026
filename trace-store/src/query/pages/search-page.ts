import type { ServerResponse } from 'node:http';
import { html, type Markup, nothing } from '@spanshop/shared/html';
import type { SpanStore } from '../../store/span-store.ts';
import type { StoredTrace } from '../../store/types.ts';
import { findTraces } from '../search.ts';
import { parsePageSearch } from '../search-parameters.ts';
import { inMs, sendPage } from './send-page.ts';
import { traceRows } from './trace-tree.ts';

/** `/search` and `/`: the newest traces that were asked for, in the parameters of Jaeger's page. */
export async function sendSearchPage(
  response: ServerResponse,
  store: SpanStore,
  query: URLSearchParams,
): Promise<void> {
  const found: Markup[] = [];
  for await (const trace of findTraces(store, parsePageSearch(query, Date.now()))) found.push(rowOf(trace));
  const services = store
    .services()
    .map(service => html`<a href="/search?service=${encodeURIComponent(service)}">${service}</a> `);
  const none = found.length === 0 ? html`<p>There are none.</p>` : nothing;
  const content = html`
<p>Services: ${services}</p>
<table><thead><tr><th>trace</th><th>began</th><th class="number">spans</th><th class="number">took</th></tr></thead>
<tbody>${found}</tbody></table>${none}
<p>This is the trace store of the shop. It answers Jaeger's query API; the full pages come with a real Jaeger.</p>`;
  sendPage(response, 200, 'Newest traces', content);
}

function rowOf(trace: StoredTrace): Markup {
  const rows = traceRows(trace);
  const [root] = rows;
  const start = root?.startUnixNano ?? 0n;
  const took = (root?.endUnixNano ?? 0n) - start;
  const began = new Date(Number(start / 1_000_000n)).toISOString();
  return html`<tr><td><a href="/trace/${trace.traceId}">${root?.service ?? ''} ${root?.name ?? ''}</a></td><td>${began}</td>
<td class="number">${rows.length}</td><td class="number">${inMs(took)}</td></tr>
`;
}
