import { mean } from '@spanshop/analysis/statistics';
import type { ServicePoint } from '../metrics/service-point.ts';
import type { ResourcePoint } from '../metrics/watch-resources.ts';
import { percent } from '../percent.ts';
import type { Exhaustion } from './findings-record.ts';

/** A machine or an event loop this busy makes everything wait. */
const busyShare = 0.95;
/** Twice as many queries as processors: they wait for each other, be it for the processor, the disk or locks. */
const queriesPerProcessor = 2;
/** A moment is no shortage: so many looks in a row make one. */
const looksInARow = 3;

/** Something of which there is only so much. */
interface Resource {
  what: Exhaustion['what'];
  service?: string;
  isOut: (point: ResourcePoint) => boolean;
  how: (points: readonly ResourcePoint[]) => string;
}

/**
 * What ran out during a run, in the order in which it did. At the same moment, what the others depend on comes first: on a
 * busy machine event loops are late, and behind a late event loop connections are held longer.
 */
export function whatRanOut(points: readonly ResourcePoint[], startedUnixMs: number, processors: number): Exhaustion[] {
  const services = [...new Set(points.flatMap(point => Object.keys(point.services)))].sort();
  const resources = [
    machine(processors),
    ...services.map(eventLoop),
    ...services.map(pool),
    ...(services.length > 0 ? [database(processors)] : []),
  ];
  return resources
    .flatMap(({ what, service, isOut, how }) => {
      const from = points.findIndex((_, at) => {
        const row = points.slice(at, at + looksInARow);
        return row.length === looksInARow && row.every(isOut);
      });
      if (from < 0) return [];
      const end = points.findIndex((point, at) => at > from && !isOut(point));
      const fromSeconds = Math.max(Math.round(((points[from] as ResourcePoint).unixMs - startedUnixMs) / 1_000), 0);
      const stretch = points.slice(from, end < 0 ? points.length : end);
      return [{ what, ...(service === undefined ? {} : { service }), fromSeconds, how: how(stretch) }];
    })
    .sort((a, b) => a.fromSeconds - b.fromSeconds);
}

function machine(processors: number): Resource {
  const ofServices = (point: ResourcePoint) =>
    Object.values(point.services).reduce((sum, service) => sum + service.processors, 0);
  return {
    what: 'machine',
    isOut: ({ hostShare }) => hostShare >= busyShare,
    how(points) {
      const busy = mean(points.map(({ hostShare }) => hostShare));
      const [services, k6] = [mean(points.map(ofServices)), mean(points.map(({ k6Processors = 0 }) => k6Processors))];
      const others = Math.max(busy * processors - services - k6, 0);
      const used = `the services used ${services.toFixed(1)}, k6 ${k6.toFixed(1)}, the database and everything else ${others.toFixed(1)}`;
      return `${percent(busy)} busy: of ${processors} processors ${used}`;
    },
  };
}

function eventLoop(service: string): Resource {
  const busy = (point: ResourcePoint) => of(point, service)?.loopShare ?? 0;
  return {
    what: 'event loop',
    service,
    isOut: point => busy(point) >= busyShare,
    how: points => `${percent(mean(points.map(busy)))} busy`,
  };
}

function pool(service: string): Resource {
  const waiting = (point: ResourcePoint) => of(point, service)?.poolWaiting ?? 0;
  return {
    what: 'pool',
    service,
    isOut: point => waiting(point) > 0,
    how: points => `${mean(points.map(waiting)).toFixed(1)} waiting for a connection`,
  };
}

function database(processors: number): Resource {
  const queries = (point: ResourcePoint) =>
    Object.values(point.services).reduce((sum, service) => sum + service.queries, 0);
  return {
    what: 'database',
    isOut: point => queries(point) >= processors * queriesPerProcessor,
    how: points => `${mean(points.map(queries)).toFixed(1)} queries at a time for ${processors} processors`,
  };
}

function of(point: ResourcePoint, service: string): ServicePoint | undefined {
  return point.services[service];
}
