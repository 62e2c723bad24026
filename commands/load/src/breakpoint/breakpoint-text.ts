import { busiestText } from '../metrics/busiest.ts';
import type { BreakpointRecord } from './breakpoint-record.ts';

/** What the search found, in sentences. */
export function breakpointText(record: BreakpointRecord): string[] {
  const { median, spread, knees, loads, pathShares, hostShare, k6Processors } = record;
  if (median === undefined || spread === undefined) {
    return [
      record.ceiling === undefined ? 'No objective broke: the capacity is higher.' : 'The capacity was not found.',
    ];
  }
  const ofServices = loads.reduce((sum, { processors }) => sum + processors, 0);
  const machine =
    hostShare === undefined
      ? ''
      : `; the machine was ${Math.round(hostShare * 100)} % busy, the services used ${ofServices.toFixed(2)} processors`;
  const ofK6 = k6Processors === undefined ? '' : `, k6 ${k6Processors.toFixed(2)}`;
  return [
    `The shop serves ${median.toFixed(1)} visits/s (searches: ${knees.map(knee => knee.toFixed(1)).join(', ')}; spread ${Math.round(spread * 100)} %).`,
    `Busiest at the knee: ${busiestText(loads)}${machine}${ofK6}.`,
    ...(pathShares.length > 0
      ? [
          `Critical paths at the knee: ${pathShares
            .slice(0, 4)
            .map(({ service, share, operation }) => `${service} ${Math.round(share * 100)} % (most in ${operation})`)
            .join(', ')}.`,
        ]
      : []),
  ];
}
