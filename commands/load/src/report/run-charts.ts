import { html, type Markup } from '@spanshop/shared/html';
import type { ResourcePoint } from '../metrics/watch-resources.ts';
import { percent } from '../percent.ts';
import { type Digest, type Slice, sliceMs } from '../requests/digest.ts';
import { countOf, merged, middleOf, quantileOf } from '../requests/histogram.ts';
import { chart, type Line } from './chart.ts';
import { colorOf, milliseconds } from './page.ts';

/** How answers, load and services went along during a run. */
export function runCharts(digest: Digest, resources: readonly ResourcePoint[], startedUnixMs: number): Markup {
  const journeys = Object.entries(digest);
  const lines = (value: (slice: Slice) => number): Line[] =>
    journeys.map(([name, { slices }], index) => ({
      name,
      color: colorOf(index),
      points: slices.map(slice => [(slice.index * sliceMs) / 1_000, value(slice)]),
    }));
  const xText = (x: number) => `${Math.round(x)} s`;
  const secondsInSlice = sliceMs / 1_000;
  const everySlice = `Over each ${secondsInSlice} s.`;
  return html`<div class="charts">
<section>${chart({ title: 'Latency, 95th percentile', about: everySlice, lines: lines(({ histogram }) => quantileOf(histogram, 0.95)), xText, yText: milliseconds, logarithmic: true })}</section>
<section>${chart({ title: 'Latency, median', about: everySlice, lines: lines(({ histogram }) => quantileOf(histogram, 0.5)), xText, yText: milliseconds, logarithmic: true })}</section>
<section>${chart({ title: 'Requests per second', about: everySlice, lines: lines(({ count }) => count / secondsInSlice), xText, yText: y => y.toFixed(1) })}</section>
<section>${distribution(digest)}</section>
${resourceCharts(resources, startedUnixMs).map(part => html`<section>${part}</section>`)}
</div>`;
}

/** The share of each journey's requests by latency, in steps that grow. */
function distribution(digest: Digest): Markup {
  const bucketsAStep = 10;
  const lines = Object.entries(digest).map(([name, { slices }], index): Line => {
    const histogram = merged(slices.map(slice => slice.histogram));
    const steps = new Map<number, number>();
    for (const [bucket, count] of Object.entries(histogram)) {
      const step = Math.floor(Number(bucket) / bucketsAStep) * bucketsAStep;
      steps.set(step, (steps.get(step) ?? 0) + count);
    }
    const [first, last] = [Math.min(...steps.keys()), Math.max(...steps.keys())];
    const total = countOf(histogram);
    const points: [number, number][] = [];
    for (let step = first; step <= last; step += bucketsAStep) {
      points.push([Math.log(middleOf(step + bucketsAStep / 2)), (steps.get(step) ?? 0) / total]);
    }
    return { name, color: colorOf(index), points };
  });
  const xText = (x: number) => milliseconds(Math.exp(x));
  return chart({
    title: 'How latencies are spread',
    about: 'Share of the requests, on a logarithmic scale.',
    lines,
    xText,
    yText: percent,
  });
}

function resourceCharts(resources: readonly ResourcePoint[], startedUnixMs: number): Markup[] {
  const names = [...new Set(resources.flatMap(({ services }) => Object.keys(services)))].sort();
  const xOf = ({ unixMs }: ResourcePoint) => Math.max((unixMs - startedUnixMs) / 1_000, 0);
  const ofServices = (value: (point: ResourcePoint['services'][string]) => number): Line[] =>
    names.map((name, index) => ({
      name,
      color: colorOf(index),
      points: resources.flatMap(point => {
        const service = point.services[name];
        return service ? [[xOf(point), value(service)] as const] : [];
      }),
    }));
  const xText = (x: number) => `${Math.round(x)} s`;
  const machine: Line[] = [
    { name: 'all processors', color: colorOf(0), points: resources.map(point => [xOf(point), point.hostShare]) },
  ];
  return [
    chart({
      title: 'Event loops',
      about: 'Part of the time in which they were busy.',
      lines: ofServices(({ loopShare }) => loopShare),
      xText,
      yText: percent,
    }),
    chart({
      title: 'Processor time',
      about: 'Processors in use; k6 takes its part of the same machine.',
      lines: [
        ...ofServices(({ processors }) => processors),
        {
          name: 'k6',
          color: 'var(--soft)',
          points: resources.flatMap(point =>
            point.k6Processors === undefined ? [] : [[xOf(point), point.k6Processors] as const],
          ),
        },
      ],
      xText,
      yText: y => y.toFixed(2),
    }),
    chart({
      title: 'Database connections',
      about: "Part of each service's pool that is in use.",
      lines: ofServices(({ poolShare }) => poolShare),
      xText,
      yText: percent,
    }),
    chart({
      title: 'Queries under way',
      about: 'At a time, on average; waits at the database included.',
      lines: ofServices(({ queries }) => queries),
      xText,
      yText: y => y.toFixed(1),
    }),
    chart({ title: 'The whole machine', about: 'Everything that runs on it.', lines: machine, xText, yText: percent }),
  ];
}
