import { html, type Markup, nothing } from '@spanshop/shared/html';
import type { BreakpointRecord, Probe } from '../breakpoint/breakpoint-record.ts';
import { breakpointText } from '../breakpoint/breakpoint-text.ts';
import { nearness } from '../breakpoint/judge.ts';
import { percent } from '../percent.ts';
import type { RunRecord } from '../runs/run-record.ts';
import { chart, type Line } from './chart.ts';
import { colorOf, milliseconds, table } from './page.ts';

/** What a search for the capacity adds to the charts of a run. */
export function capacityCharts({ breakpoint }: RunRecord): Markup {
  if (!breakpoint) return nothing;
  const { probes, median } = breakpoint;
  return html`<h2>Capacity</h2>${breakpointText(breakpoint).map(sentence => html`<p>${sentence}</p>`)}
<p class="soft">k6 and the shop share the processors of this machine: on its own the shop would serve more.</p>
<div class="charts"><section>${nearnessChart(probes, median)}</section><section>${latencyChart(probes, median)}</section></div>`;
}

/** What it adds to the tables. */
export function capacityTables({ breakpoint }: RunRecord): Markup {
  if (!breakpoint) return nothing;
  const { probes, loads, pathShares, tracesRead } = breakpoint;
  return html`${loads.length > 0 ? html`<h2>How busy the services are at the knee</h2>${loadTable(loads)}` : nothing}
${pathShares.length > 0 ? html`<h2>Where requests spend their time at the knee</h2><p class="soft">Part of the critical paths of ${tracesRead} traces.</p>${pathTable(pathShares)}` : nothing}
<h2>Probes</h2>${probeTable(probes)}`;
}

const rateText = (rate: number) => `${rate.toFixed(0)}/s`;

function nearnessChart(probes: readonly Probe[], median: number | undefined): Markup {
  const dots = (met: boolean): Line['points'] =>
    probes.filter(probe => probe.met === met).map(probe => [probe.rate, nearness(probe)]);
  return chart({
    title: 'Rate and objectives',
    about:
      'The 95th percentile of the journey that comes nearest to its objective, as a part of it. Visits per second.',
    lines: [
      { name: 'fine', color: 'var(--faster)', points: dots(true), dots: true },
      { name: 'too many', color: 'var(--slower)', points: dots(false), dots: true },
    ],
    xText: rateText,
    yText: y => `${y.toFixed(2)}×`,
    limit: { y: 1, name: 'objective' },
    ...(median === undefined ? {} : { mark: { x: median, name: `knee ${median.toFixed(1)}/s` } }),
    logarithmic: true,
  });
}

function latencyChart(probes: readonly Probe[], median: number | undefined): Markup {
  const names = [...new Set(probes.flatMap(({ journeys }) => Object.keys(journeys)))].sort();
  const byRate = probes.toSorted((a, b) => a.rate - b.rate);
  return chart({
    title: 'Rate and latency',
    about: 'The 95th percentile by journey. Visits per second.',
    lines: names.map((name, index) => ({
      name,
      color: colorOf(index),
      points: byRate.flatMap(({ rate, journeys }) => {
        const p95Ms = journeys[name]?.p95Ms;
        return p95Ms ? [[rate, p95Ms] as const] : [];
      }),
    })),
    xText: rateText,
    yText: milliseconds,
    ...(median === undefined ? {} : { mark: { x: median, name: `knee ${median.toFixed(1)}/s` } }),
    logarithmic: true,
  });
}

function loadTable(loads: BreakpointRecord['loads']): Markup {
  const rows = loads.map(({ service, loopShare, processors, poolShare, poolWaiting, queries }) => [
    service,
    percent(loopShare),
    processors.toFixed(2),
    percent(poolShare),
    poolWaiting.toFixed(1),
    queries.toFixed(1),
  ]);
  return table(
    'Services',
    ['service', 'event loop', 'processors', 'pool in use', 'waiting for it', 'queries at a time'],
    rows,
    1,
  );
}

function pathTable(shares: BreakpointRecord['pathShares']): Markup {
  return table(
    'Critical paths',
    ['service', 'most of it in', 'part'],
    shares.map(({ service, operation, share }) => [service, operation, percent(share)]),
    2,
  );
}

function probeTable(probes: readonly Probe[]): Markup {
  const rows = probes.map(({ search, rate, met, broken, failedShare, dropped }) => [
    html`<span class="${met ? 'good' : 'bad'}">${search === 0 ? 'at the knee' : `search ${search}`}</span>`,
    broken.join(', ') || 'all objectives met',
    rate.toFixed(1),
    percent(failedShare),
    String(dropped),
  ]);
  return table('Probes', ['probe', 'objectives', 'visits/s', 'failed', 'left out'], rows, 2);
}
