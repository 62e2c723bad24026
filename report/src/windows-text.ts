import { type Diagnosis, type EndpointChange, inMs, percent, type WindowSummary } from '@spanshop/analysis/diagnose';

const mostEndpoints = 5;
/** From this part of the requests on failures are told. */
const noticeableFailures = 0.005;

/** When the windows were and how much came in, and what the users of each endpoint got in them. */
export function windowLines({ windows, endpoints }: Diagnosis): readonly string[] {
  const { baseline, degraded, otherBaselines } = windows;
  if (baseline.requests === 0 || degraded.requests === 0) return [];
  const others = otherBaselines.length === 0 ? '' : ` and ${otherBaselines.length} more`;
  const more = endpoints.length - mostEndpoints;
  return [
    `  Baseline ${windowWords(baseline)}${others}; degraded ${windowWords(degraded)}.`,
    ...endpoints.slice(0, mostEndpoints).map(endpoint => `  ${endpoint.endpoint}: ${endpointWords(endpoint)}`),
    ...(more > 0 ? [`  … and ${more} more endpoints`] : []),
  ];
}

/** `2026-01-01 10:00:00 to 10:05:00 UTC (21.0 requests a second)` */
export function windowWords({ fromUnixMs, toUnixMs, requestsPerSecond }: WindowSummary): string {
  const [from, to] = [fromUnixMs, toUnixMs].map(ms => new Date(ms).toISOString().slice(0, 19).replace('T', ' '));
  const isSameDay = from?.slice(0, 10) === to?.slice(0, 10);
  return `${from} to ${isSameDay ? to?.slice(11) : to} UTC (${requestsPerSecond.toFixed(1)} requests a second)`;
}

function endpointWords({ before, after }: EndpointChange): string {
  const failures =
    Math.max(before.failureRate, after.failureRate) < noticeableFailures
      ? ''
      : `, failures ${percent(before.failureRate)} to ${percent(after.failureRate)}`;
  return `p50 ${inMs(before.p50Ms)} to ${inMs(after.p50Ms)}, p95 ${inMs(before.p95Ms)} to ${inMs(after.p95Ms)}${failures}`;
}
