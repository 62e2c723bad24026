import { mean } from '@spanshop/analysis/statistics';
import { percent } from '../percent.ts';
import type { ServicePoint } from './service-point.ts';
import type { ResourcePoint } from './watch-resources.ts';

export type Load = ServicePoint & { service: string };

/** The mean load of each service over some points, the one whose event loop was busiest first. */
export function loadByService(points: readonly ResourcePoint[]): Load[] {
  const names = new Set(points.flatMap(({ services }) => Object.keys(services)));
  return [...names]
    .map(service => {
      const own = points.flatMap(({ services }) => services[service] ?? []);
      const meanOf = (value: (point: ServicePoint) => number) => Math.round(mean(own.map(value)) * 1_000) / 1_000;
      return {
        service,
        processors: meanOf(({ processors }) => processors),
        loopShare: meanOf(({ loopShare }) => loopShare),
        poolShare: meanOf(({ poolShare }) => poolShare),
        poolWaiting: meanOf(({ poolWaiting }) => poolWaiting),
        queries: meanOf(({ queries }) => queries),
      };
    })
    .sort((a, b) => b.loopShare - a.loopShare);
}

/** In words: the busiest event loop, the fullest pool, and who keeps the database busiest. */
export function busiestText(loads: readonly Load[]): string {
  const loop = loads[0];
  if (!loop) return 'the services cannot be asked how busy they are';
  const pool = largest(loads, ({ poolShare, poolWaiting }) => poolShare + poolWaiting);
  const queries = largest(loads, load => load.queries);
  const waiting = pool.poolWaiting >= 0.1 ? `, ${pool.poolWaiting.toFixed(1)} waiting for a connection` : '';
  return [
    `event loop: ${loop.service} (${percent(loop.loopShare)} busy)`,
    `pool: ${pool.service} (${percent(pool.poolShare)} in use${waiting})`,
    `database: ${queries.service} (${queries.queries.toFixed(1)} queries at a time)`,
  ].join('; ');
}

function largest(loads: readonly Load[], value: (load: Load) => number): Load {
  return loads.reduce((most, load) => (value(load) > value(most) ? load : most));
}
