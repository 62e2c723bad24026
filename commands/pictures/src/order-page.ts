import { createDependencyGraph, type Dependency } from '@spanshop/analysis/aggregates';
import { inMs } from '@spanshop/analysis/diagnose';
import { mainRoot, type Trace } from '@spanshop/analysis/model';
import { serviceMap, styles, traceBars } from '@spanshop/report/page';
import { html } from '@spanshop/shared/html';

/** Every service has one; the map would be nothing but lines to it. */
const database = 'postgresql';
/** Of the whole trace; shorter spans would be dots. */
const leastShare = 0.04;

/** Narrow, so that it can be read where a README shows it. */
const ownStyles = `
body { max-width: none; width: 52rem; margin: 0; padding: 1rem 1.25rem; }
h2 { margin: 0 0 .25rem; } p { margin: 0 0 .75rem; } svg .edge { stroke: var(--soft); }
.waterfall { grid-template-columns: 19rem 1fr; font-size: .8125rem; }
`;

/** Which services an order passes, and its trace: a page that needs nothing else. */
export function orderPage(trace: Trace): string {
  const root = trace.spans[mainRoot(trace) ?? 0];
  const answeredMs = root ? (root.endNano - root.startNano) / 1e6 : 0;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>One order</title><style>${{ markup: styles + ownStyles }}</style></head><body>
<h2>The services that one order passes</h2>
<p class="soft">By HTTP; fulfillment takes the order from a queue. The acquirer is an outside party.</p>
${serviceMap(callsBetween(trace))}
<h2>Its trace</h2>
<p class="soft">${trace.spans.length} spans, the customer's answer after ${inMs(answeredMs)}. <span style="color:var(--path)">What the order waited for</span> is marked.</p>
${traceBars(trace, leastShare)}
</body></html>
`.markup;
}

/** Two services that call each other are one line, from the one that the order came to first. */
function callsBetween(trace: Trace): readonly Dependency[] {
  const graph = createDependencyGraph();
  graph.add(trace);
  const cameTo = (name: string) => trace.spans.findIndex(({ service }) => service === name);
  const calls = graph.dependencies(0).filter(({ callee }) => callee !== database);
  return calls.filter(
    ({ caller, callee }) =>
      cameTo(caller) < cameTo(callee) || !calls.some(other => other.caller === callee && other.callee === caller),
  );
}
