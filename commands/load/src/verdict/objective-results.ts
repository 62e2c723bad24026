import type { K6Summary } from '../k6/read-summary.ts';
import type { ObjectiveResult } from '../runs/run-record.ts';

/** Every threshold of a run with what was measured, in the order in which k6 has them: by journey. */
export function objectiveResults(summary: K6Summary): ObjectiveResult[] {
  return Object.entries(summary.metrics)
    .flatMap(([metric, { thresholds = {}, ...values }]) =>
      Object.entries(thresholds).map(([threshold, crossed]) => resultOf(metric, threshold, values, !crossed)),
    )
    .sort((a, b) => placeOf(a).localeCompare(placeOf(b)));
}

function resultOf(
  metric: string,
  threshold: string,
  values: Readonly<Record<string, unknown>>,
  met: boolean,
): ObjectiveResult {
  const journey = /\{journey:([^}]+)\}/.exec(metric)?.[1];
  const [, statistic = '', limit = ''] = /^(.+?)\s*[<>]=?\s*([\d.]+)$/.exec(threshold) ?? [];
  const about = { ...(journey ? { journey } : {}), threshold, met };
  const number = (name: string) => (typeof values[name] === 'number' ? (values[name] as number) : null);
  const percent = (share: number | null) => (share === null ? null : share * 100);
  if (metric.startsWith('http_req_duration')) {
    const nothing = values['count'] === 0;
    const name = `${journey} p${/\d+/.exec(statistic)?.[0]}`;
    return { ...about, name, unit: 'ms', limit: Number(limit), actual: nothing ? null : number(statistic) };
  }
  if (metric.startsWith('http_req_failed')) {
    return {
      ...about,
      name: `${journey} failed`,
      unit: '%',
      limit: Number(limit) * 100,
      actual: percent(number('value')),
    };
  }
  if (metric === 'checks') {
    return { ...about, name: 'checks passed', unit: '%', limit: Number(limit) * 100, actual: percent(number('value')) };
  }
  return { ...about, name: 'visits left out', unit: 'visits', limit: Number(limit), actual: number('count') ?? 0 };
}

const order = ['browse', 'order', 'look', 'cancel', undefined];

/** By journey, and within it by name, which puts p95, p99 and failed answers as they are read. */
function placeOf({ journey, name }: ObjectiveResult): string {
  return `${order.indexOf(journey)} ${name.replace('failed', 'q')}`;
}
