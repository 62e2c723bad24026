import type { Dependency } from '@spanshop/analysis/aggregates';
import type { NamedCulprit } from '@spanshop/analysis/diagnose';

type Edge = Pick<Dependency, 'caller' | 'callee'>;

/** What is marked on a map of services: where the culprits are, and what merely waits for them. */
export interface MapMarks {
  isCulprit(edge: Edge): boolean;
  isCulpritNode(service: string): boolean;
  isWaiting(edge: Edge): boolean;
}

export const noMarks: MapMarks = { isCulprit: () => false, isCulpritNode: () => false, isWaiting: () => false };

/**
 * A culprit is an edge where it lies on one (a query, a call to an outside party, a link), otherwise a node. The calls on the way
 * to it are slower because they wait for it.
 *
 *     web - - - -> booking - - - -> seats ------> postgresql
 *          waits            waits         culprit
 */
export function mapMarks(culprits: readonly NamedCulprit[], dependencies: readonly Edge[]): MapMarks {
  const known = new Set(dependencies.map(idOf));
  const own = culprits.map(({ service, peer, kind }) => ({
    service,
    edge: idOf(kind === 'network' ? { caller: peer, callee: service } : { caller: service, callee: peer }),
  }));
  const edges = new Set(own.map(({ edge }) => edge).filter(edge => known.has(edge)));
  const nodes = new Set(own.filter(({ edge }) => !known.has(edge)).map(({ service }) => service));
  const waiting = new Set(
    culprits.flatMap(({ path }) =>
      path.slice(1).map((step, index) => idOf(edgeTo(path[index]?.service ?? '', step.service))),
    ),
  );
  return {
    isCulprit: edge => edges.has(idOf(edge)),
    isCulpritNode: service => nodes.has(service),
    isWaiting: edge => waiting.has(idOf(edge)) && !edges.has(idOf(edge)),
  };
}

function edgeTo(caller: string, callee: string): Edge {
  return { caller, callee };
}

function idOf({ caller, callee }: Edge): string {
  return `${caller}\u0000${callee}`;
}
