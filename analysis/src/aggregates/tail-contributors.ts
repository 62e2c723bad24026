import {
  catchAllSplitter,
  differenceOf,
  filterWindow,
  mixOf,
  type PathKey,
  tailOf,
  type Window,
} from '../compare/index.ts';

export interface TailContributor extends Pick<PathKey, 'service' | 'operation' | 'class' | 'peer'> {
  /** How much more of it the slowest requests have than the others, milliseconds per request. */
  readonly moreMs: number;
  /** Of all that makes the slowest requests slower. */
  readonly share: number;
}

/** What the requests above the p95 of their endpoint spend more time on than all others. */
export function tailContributors(given: Window, most = 10): readonly TailContributor[] {
  const window = catchAllSplitter(given)(given);
  const tail = tailOf(window);
  const slowest = new Set(tail.requests);
  const body = filterWindow(window, request => !slowest.has(request));
  const { keys, baselineLatencyNano, degradedLatencyNano } = differenceOf(mixOf(body, tail));
  const moreNano = degradedLatencyNano - baselineLatencyNano;
  return keys
    .filter(change => change.deltaNano > 0)
    .slice(0, most)
    .map(change => {
      const { service, operation, class: kind, peer } = window.keys.get(change.keyId) as PathKey;
      return {
        service,
        operation,
        class: kind,
        peer,
        moreMs: change.deltaNano / 1e6,
        share: change.deltaNano / moreNano,
      };
    });
}
