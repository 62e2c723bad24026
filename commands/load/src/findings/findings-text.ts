import { percent } from '../percent.ts';
import type { Exhaustion, Findings, SlowPart, SlowRequests } from './findings-record.ts';

const partsShown = 3;
const exhaustionsShown = 3;

/** What a run found, in sentences: where the slow requests' time went, and what ran out first. */
export function findingsText({ slow, ranOut, busiest = '' }: Findings): string[] {
  return [
    slow ? slowText(slow) : "Where the slow requests' time went is not known: no trace of theirs was read.",
    ranOut ? ranOutText(ranOut, busiest) : 'What ran out is not known: the services cannot be asked how busy they are.',
  ];
}

function slowText({ share, requests, fromMs, mostly, tracesRead, parts }: SlowRequests): string {
  const named = parts.slice(0, partsShown).map(part => `${partWords(part)} ${percent(part.share)}`);
  const kind = mostly.requests === requests ? 'all' : `${mostly.requests} of them`;
  const by = tracesRead < requests ? `, by ${tracesRead} of their traces,` : '';
  return `The slowest ${percent(share)} (${requests} requests of ${fromMs.toFixed(0)} ms and more, ${kind} ${mostly.operation}) spent their time${by} in ${named.join(', ')}.`;
}

/** Such as `orders: waiting for a connection`. */
export function partWords({ service, operation, class: kind, peer }: SlowPart): string {
  switch (kind) {
    case 'outside':
      return `reaching ${service} and coming back (network, accept queue, k6)`;
    case 'edge-pre':
      return `${service} → ${peer}: ${operation}, on the way there`;
    case 'edge-post':
      return `${service} → ${peer}: ${operation}, on the way back`;
    case 'pool-wait':
      return `${service}: waiting for a connection`;
    case 'lock-wait':
      return `${service}: waiting for a lock (${operation})`;
    case 'messaging-wait':
      return `${service}: waiting for a message`;
    case 'db':
      return `${service}: ${operation} (database)`;
    case 'external':
      return `${service} → ${peer || 'outside'}: ${operation}`;
    case 'self':
      return `${service}: ${operation} itself`;
  }
}

function ranOutText(ranOut: readonly Exhaustion[], busiest: string): string {
  const [first, ...later] = ranOut.map(exhaustionWords);
  if (!first) return `Nothing ran out. Busiest: ${busiest}.`;
  const then = later.slice(0, exhaustionsShown - 1);
  return `Ran out first: ${first}${then.length > 0 ? `; then ${then.join(', ')}` : ''}.`;
}

function exhaustionWords({ what, service, fromSeconds, how }: Exhaustion): string {
  const whose = service === undefined ? `the ${what}` : `the ${what} of ${service}`;
  return `${whose} (from ${fromSeconds} s on, ${how})`;
}
