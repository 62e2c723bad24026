import { textTable } from '@spanshop/terminal';
import type { Addresses, FollowedOrder } from './follow-order.ts';

/** What the shop's user can do next. */
export function whatToOpen({ gateway, console: consolePage, jaeger, zipkin }: Addresses, order: FollowedOrder): string {
  const rows = [
    ...(order.found.includes('Jaeger')
      ? [[`${jaeger}/trace/${order.traceId}`, 'the trace of an order just placed']]
      : []),
    [
      `${jaeger}/search?service=gateway&lookback=1h&limit=20`,
      'Jaeger: search, timelines, comparison, dependency graph',
    ],
    [`${zipkin}/zipkin/`, 'Zipkin, with the same traces'],
    [consolePage, 'the console'],
    [`${gateway}/products`, 'the shop; /openapi.json describes it'],
  ];
  return [
    'The shop works. Open',
    textTable(rows.map(row => ['', ...row])),
    'docs/exploring-traces.md says what to look for. npm run compose -- down stops the shop.',
  ].join('\n');
}
