import { cpus } from 'node:os';
import { cpuTimeMs, readMetrics } from '@spanshop/local/metrics';
import type { Shop } from '@spanshop/local/running-shop';
import { z } from 'zod';
import { countersIn, pointBetween, type ServiceCounters, servicePoint } from './service-point.ts';

/** How busy everything was around one moment. */
export const resourcePoint = z.object({
  unixMs: z.number(),
  /** Of all processors of this machine, 0 to 1. */
  hostShare: z.number(),
  /** Processors that k6 used; absent where that cannot be told. */
  k6Processors: z.number().optional(),
  services: z.record(z.string(), servicePoint),
});

export type ResourcePoint = z.infer<typeof resourcePoint>;

const shortestPauseMs = 1_000;
const mostPoints = 600;

/** What is watched from now on, until it is stopped. */
export interface ResourceWatch {
  /** Whose processor time is k6's. */
  watchK6(pid: number | undefined): void;
  stop(): ResourcePoint[];
}

/**
 * Looks at the services' metrics every second, or less often for runs so long that it would be more than 600 times. A look
 * that fails is left out.
 */
export function watchResources({ adminUrls }: Pick<Shop, 'adminUrls'>, seconds: number): ResourceWatch {
  const points: ResourcePoint[] = [];
  const last = new Map<string, ServiceCounters>();
  const host = createHostWatch();
  let k6 = createProcessWatch(undefined);
  let looking = false;

  async function look(): Promise<void> {
    if (looking || points.length >= 2 * mostPoints) return;
    looking = true;
    const services: ResourcePoint['services'] = {};
    await Promise.all(
      Object.entries(adminUrls).map(async ([name, url]) => {
        const samples = await readMetrics(`${url}/metrics`).catch(() => undefined);
        if (!samples) return;
        const counters = countersIn(samples, performance.now());
        const before = last.get(name);
        last.set(name, counters);
        if (before) services[name] = pointBetween(before, counters);
      }),
    );
    const k6Processors = await k6();
    points.push({
      unixMs: Date.now(),
      hostShare: host(),
      ...(k6Processors === undefined ? {} : { k6Processors }),
      services,
    });
    looking = false;
  }

  void look();
  const timer = setInterval(look, Math.max((seconds * 1_000) / mostPoints, shortestPauseMs));
  return {
    watchK6(pid) {
      k6 = createProcessWatch(pid);
    },
    stop() {
      clearInterval(timer);
      // The first look has nothing before it.
      return points.slice(1);
    },
  };
}

/** @returns what tells, each time, which share of all processors was in use since the time before */
function createHostWatch(): () => number {
  const read = () =>
    cpus().reduce(
      ({ busy, all }, { times }) => {
        const total = times.user + times.nice + times.sys + times.irq + times.idle;
        return { busy: busy + total - times.idle, all: all + total };
      },
      { busy: 0, all: 0 },
    );
  let before = read();
  return () => {
    const now = read();
    const share = (now.busy - before.busy) / Math.max(now.all - before.all, 1);
    before = now;
    return Math.round(share * 1_000) / 1_000;
  };
}

/** @returns what tells, each time, how many processors a process used since the time before */
function createProcessWatch(processId: number | undefined): () => Promise<number | undefined> {
  let before: { cpuMs: number; atMs: number } | undefined;
  return async () => {
    const cpuMs = processId === undefined ? undefined : await cpuTimeMs(processId);
    const now = cpuMs === undefined ? undefined : { cpuMs, atMs: performance.now() };
    const used = before && now ? (now.cpuMs - before.cpuMs) / Math.max(now.atMs - before.atMs, 1) : undefined;
    before = now;
    return used === undefined ? undefined : Math.round(used * 1_000) / 1_000;
  };
}
