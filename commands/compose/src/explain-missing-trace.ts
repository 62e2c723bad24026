import type { FollowedOrder } from './follow-order.ts';
import { compose, type Plan, type Project } from './project.ts';

/**
 * Why an order's trace is not where it should be, in one sentence; undefined where the user asked for that: no traces, few
 * traces, or another place for them.
 */
export async function explainMissingTrace(
  project: Project,
  { environments }: Plan,
  { found }: FollowedOrder,
): Promise<string | undefined> {
  const missing = ['Jaeger', 'Zipkin'].filter(name => !found.includes(name));
  if (missing.length === 0) return undefined;
  const { out } = await compose(project, ['logs', '--no-color', '--no-log-prefix', '--tail', '200', 'gateway']);
  const failure = out.split('\n').findLast(line => exportFailure.test(line));
  if (!failure) return undefined;
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = environments.get('gateway') ?? {};
  return `the shop takes orders, but their traces do not reach ${missing.join(' and ')}: services send them to ${endpoint} (OTEL_EXPORTER_OTLP_ENDPOINT), and ${reasonIn(failure)}`;
}

const exportFailure =
  /ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|ECONNRESET|OTLPExporterError|Export failed|timed? ?out/i;

function reasonIn(line: string): string {
  const code = /ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|ECONNRESET/.exec(line)?.[0];
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'there is no such host';
  if (code === 'ECONNREFUSED') return 'nothing listens there';
  return code ? `the connection fails (${code})` : 'what is there does not take them';
}
