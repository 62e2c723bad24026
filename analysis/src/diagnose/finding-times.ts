import type { RequestFacts } from '../compare/index.ts';
import type { Finding } from './findings.ts';

/** The time that each finding took in each request, row by row: `rows[request * findings + finding]`, nanoseconds. */
export interface FindingTimes {
  readonly rows: Float64Array;
  readonly requests: number;
}

export function timesByFinding(requests: readonly RequestFacts[], findings: readonly Finding[]): FindingTimes {
  const findingOf = new Map<string, number>();
  findings.forEach((finding, index) => {
    for (const keyId of finding.keyIds) findingOf.set(keyId, index);
  });
  const rows = new Float64Array(requests.length * findings.length);
  requests.forEach((request, row) => {
    for (const [keyId, share] of request.path) {
      const finding = findingOf.get(keyId);
      if (finding === undefined) continue;
      const cell = row * findings.length + finding;
      rows[cell] = (rows[cell] as number) + share.nano;
    }
  });
  return { rows, requests: requests.length };
}
