import { differenceOf, mixOf, type PathKey } from '@spanshop/analysis/compare';
import type { Ranker } from './ranker.ts';

/** Where the critical path grew most, with some of its classes left out: what the method is without them. */
function ablation(name: string, counts: (key: PathKey) => boolean): Ranker {
  return {
    name,
    rank(baseline, degraded) {
      return differenceOf(mixOf(baseline, degraded)).keys.flatMap(({ keyId }) => {
        const key = degraded.keys.get(keyId) ?? baseline.keys.get(keyId);
        return key && counts(key) ? [{ service: key.service, operation: key.operation, kind: 'self-time' }] : [];
      });
    },
  };
}

export const selfTimeOnly = ablation('self time only', key => key.class === 'self');

export const withoutEdges = ablation('no edges', key => key.class !== 'edge-pre' && key.class !== 'edge-post');
