import type { ServerResponse } from 'node:http';
import { html, type Markup, nothing } from '@spanshop/shared/html';
import type { StoredTrace } from '../../store/types.ts';
import { inMs, sendPage } from './send-page.ts';
import { type TraceRow, traceRows } from './trace-tree.ts';

const mostRows = 2_000;
const deepestIndent = 30;

/** `/trace/<id>`: the spans of one trace as a tree on a common time, or that it is not there. */
export function sendTracePage(response: ServerResponse, trace: StoredTrace | undefined): void {
  if (trace === undefined) {
    const content = html`<p>It was never here, or made room for newer ones. <a href="/">The newest traces</a></p>`;
    sendPage(response, 404, 'There is no such trace', content);
    return;
  }
  const rows = traceRows(trace);
  const start = rows.reduce((least, { startUnixNano }) => (startUnixNano < least ? startUnixNano : least), 2n ** 64n);
  const end = rows.reduce((most, { endUnixNano }) => (endUnixNano > most ? endUnixNano : most), start);
  const more = rows.length > mostRows ? html`<p>… and ${rows.length - mostRows} more spans.</p>` : nothing;
  const content = html`
<p>${rows.length} spans, ${inMs(end - start)} · <a href="/api/v3/traces/${trace.traceId}">as JSON</a> · <a href="/">newest traces</a></p>
<table><thead><tr><th>service</th><th>what</th><th class="number">from</th><th class="number">takes</th><th class="track"></th></tr></thead>
<tbody>${rows.slice(0, mostRows).map(row => rowOf(row, start, end))}</tbody></table>${more}`;
  sendPage(response, 200, `Trace ${trace.traceId}`, content);
}

function rowOf(
  { depth, service, name, startUnixNano, endUnixNano, isError }: TraceRow,
  start: bigint,
  end: bigint,
): Markup {
  const total = Math.max(Number(end - start), 1);
  const percent = (nano: bigint): string => ((Math.max(Number(nano), 0) / total) * 100).toFixed(2);
  const [from, takes] = [startUnixNano - start, endUnixNano - startUnixNano];
  const indent = `padding-left: ${Math.min(depth, deepestIndent) * 1.2 + 0.6}rem`;
  return html`<tr class="${isError ? 'error' : ''}"><td>${service}</td><td style="${indent}">${name}${isError ? ' (error)' : ''}</td>
<td class="number">${inMs(from)}</td><td class="number">${inMs(takes)}</td>
<td class="track"><div class="bar" style="margin-left: ${percent(from)}%; width: ${percent(takes)}%"></div></td></tr>
`;
}
