import type { PathKey } from '../../compare/index.ts';
import { isBlurred } from '../blurred.ts';
import type { Comparison } from '../comparison.ts';
import { thresholds } from '../thresholds.ts';
import { explainProcess } from './explain-process.ts';
import type { Explain, Explanation } from './explanation.ts';
import { loadChangeOf, loopIsLate } from './process-load.ts';
import { type Way, waysOf } from './ways.ts';

type Direction = 'leaving' | 'entering';

/** A service of which all ways out, or all ways in, became longer. */
interface Node {
  readonly service: string;
  readonly direction: Direction;
  readonly grewNano: number;
  readonly others: readonly string[];
}

/**
 * One node and many edges: what several ways have in common that all became longer is the service that they leave, or enter.
 * Each of them alone would be blamed on a neighbour.
 *
 *     caller  <----  node  ---->  callee        longer: answers to its callers, and requests to its callees, all of which
 *                      |                        leave the node: its way out
 *                      +------->  database
 *
 * What enters a node late may as well be a process that is slow to take it up, so that alone is left to
 * `explainProcess`; this one takes it when all that leaves is late too.
 */
export const explainLateNode: Explain = (_, key, comparison) => {
  const leaving = largest(key, 'leaving', comparison);
  if (leaving) return blame(leaving, key, comparison, 'All that leaves');
  const entering = largest(key, 'entering', comparison);
  const isBoth = entering && nodesOf('leaving', comparison).some(({ service }) => service === entering.service);
  return isBoth ? blame(entering, key, comparison, 'All that enters and leaves') : undefined;
};

/**
 * Opening a connection takes ways there and back before the request is sent: the time before the callee's span is then of a
 * caller to which everything comes late, or of a callee that everything leaves late.
 */
export const explainConnecting: Explain = (change, key, comparison) => {
  if (key.class !== 'edge-pre') return undefined;
  const way = { ...key, class: 'edge-post' } as const;
  const leaving = largest(way, 'leaving', comparison);
  if (leaving) return blame(leaving, key, comparison, 'All that leaves');
  if (!largest(way, 'entering', comparison)) return undefined;
  return explainProcess(change, way, comparison) ?? explainLateEntry(change, way, comparison);
};

/** What enters a node late whose process is measured and calm, or where a caller's own work is the only other explanation. */
export const explainLateEntry: Explain = (_, key, comparison) => {
  const entering = largest(key, 'entering', comparison);
  const isCalm = entering && loadChangeOf(entering.service, comparison)?.after.tellsLoop;
  return entering && (isCalm || isBlurred(key, comparison))
    ? blame(entering, key, comparison, 'All that enters')
    : undefined;
};

/** The service whose ways grew most, of those that the key's time passed on the way of. */
function largest(key: PathKey, direction: Direction, comparison: Comparison): Node | undefined {
  const services = servicesBeside(key, direction);
  return nodesOf(direction, comparison).find(({ service }) => services.includes(service));
}

function servicesBeside({ class: kind, service, peer }: PathKey, direction: Direction): readonly string[] {
  if (kind === 'db' || kind === 'external') return [service];
  const isFirst = direction === 'leaving';
  if (kind === 'edge-pre') return [isFirst ? service : peer];
  return kind === 'edge-post' ? [isFirst ? peer : service] : [];
}

const known = new WeakMap<Comparison, Map<Direction, readonly Node[]>>();

function nodesOf(direction: Direction, comparison: Comparison): readonly Node[] {
  const nodes = known.get(comparison) ?? new Map<Direction, readonly Node[]>();
  known.set(comparison, nodes);
  const found = nodes.get(direction) ?? lateNodes(direction, comparison);
  nodes.set(direction, found);
  return found;
}

/** The one whose ways grew most first. */
function lateNodes(direction: Direction, comparison: Comparison): readonly Node[] {
  const [here, there] = direction === 'leaving' ? (['from', 'to'] as const) : (['to', 'from'] as const);
  const byService = new Map<string, Way[]>();
  for (const way of waysOf(comparison)) byService.set(way[here], [...(byService.get(way[here]) ?? []), way]);
  const { leastWays, part } = thresholds.node;
  return [...byService]
    .flatMap(([service, ways]) => {
      const grown = ways.filter(way => way.grew);
      const isLate = grown.length >= leastWays && grown.length >= part * ways.length && grown.some(way => way.isSeen);
      const load = loadChangeOf(service, comparison);
      if (!isLate || (load && loopIsLate(load))) return [];
      const grewNano = grown.reduce((sum, way) => sum + way.grewNano, 0);
      return [{ service, direction, grewNano, others: grown.map(way => way[there]) }];
    })
    .sort((a, b) => b.grewNano - a.grewNano || (a.service < b.service ? -1 : 1));
}

function blame({ service, others }: Node, key: PathKey, comparison: Comparison, what: string): Explanation {
  const entry = (comparison.after.operations.get(key.operationId) ?? comparison.before.operations.get(key.operationId))
    ?.entry;
  const operation = key.service === service ? (entry ?? key.operation) : key.peerOperation;
  const names = [...new Set(others)].sort().join(', ');
  const why = `${what} ${service} is on its way for longer, to or from ${names} alike: its own network, not theirs.`;
  return { service, operation, kind: 'network', peer: '', why };
}
