import type { OperationFacts } from '../../compare/index.ts';
import type { Comparison } from '../comparison.ts';
import { thresholds } from '../thresholds.ts';
import type { Totals } from '../totals.ts';

/** What the process of a service went through, per millisecond of its server spans and per span. */
export interface ProcessLoad {
  readonly spans: number;
  /** Whether the event loop or the CPU is measured, not only what a virtual machine tells of its collector. */
  readonly tellsLoop: boolean;
  readonly delayShare: number;
  readonly cpuShare: number;
  readonly gcShare: number;
  readonly delayMs: number;
  readonly cpuMs: number;
  readonly gcMs: number;
}

export interface LoadChange {
  readonly before: ProcessLoad;
  readonly after: ProcessLoad;
}

/**
 * Undefined when the service's spans carry no measurements. Shares, because a span that waits longer for others sees more
 * of whatever the process does anyway.
 */
export function loadChangeOf(service: string, { before, after }: Comparison): LoadChange | undefined {
  const [was, is] = [loadOf(service, before), loadOf(service, after)];
  return was && is ? { before: was, after: is } : undefined;
}

export function loopIsLate({ before, after }: LoadChange): boolean {
  const { leastShare, growth, leastMs } = thresholds.loop;
  return (
    after.delayShare >= leastShare &&
    after.delayShare >= growth * before.delayShare &&
    after.delayMs - before.delayMs >= leastMs
  );
}

export function cpuIsBusy({ before, after }: LoadChange): boolean {
  const { leastShare, growth, leastMs } = thresholds.cpu;
  return (
    after.cpuShare >= leastShare && after.cpuShare >= growth * before.cpuShare && after.cpuMs - before.cpuMs >= leastMs
  );
}

export function collectsGarbage({ before, after }: LoadChange): boolean {
  const { leastShare, leastMs, partOfDelay } = thresholds.gc;
  const grewMs = after.gcMs - before.gcMs;
  const other = Math.max(after.delayMs - before.delayMs, after.cpuMs - before.cpuMs);
  return after.gcShare >= leastShare && grewMs >= leastMs && grewMs >= partOfDelay * other;
}

/**
 * Whether a late loop is one that does not compute: its process was stopped, paused or kept from the CPU, or waits synchronously.
 * Shares of the time, because what waits longer sees more of either.
 *
 *     blocked    delay |########|    CPU |########|
 *     starved    delay |........|    CPU |#|
 */
export function computesNothing({ before, after }: LoadChange): boolean {
  const grewBusy = after.cpuShare - before.cpuShare;
  return before.cpuShare > 0 && grewBusy < thresholds.cpuPartOfDelay * (after.delayShare - before.delayShare);
}

/**
 * Services that wait for the machine: their loops are later than the CPU that their own processes used can explain, and by more
 * for each millisecond of it than before. When most services that measure their loops do, something outside of all of them takes
 * the CPU, and none of them is to blame. Per millisecond of CPU, because a span that waits longer for others sees more of both; it
 * holds for a machine that was short of CPU in the baseline already.
 *
 *     own work   delay ..|####|....       at most as late as the CPU that it used
 *     starved    delay ..|    wait    |##|..
 */
export function starvedServices(comparison: Comparison): readonly string[] {
  const services = new Set([...comparison.after.operations.values()].map(facts => facts.service));
  const measured = [...services].flatMap(service => {
    const change = loadChangeOf(service, comparison);
    return change && tellsDelay(change) ? [{ service, change }] : [];
  });
  const starved = measured.filter(({ change }) => waitsForMachine(change));
  const { least, part } = thresholds.starved;
  const isMost = starved.length >= least && starved.length >= part * measured.length;
  return isMost ? starved.map(({ service }) => service).sort() : [];
}

/** What tells only its collections, or its CPU, cannot be seen to wait for the machine, so it has no say. */
function tellsDelay({ before, after }: LoadChange): boolean {
  return before.delayMs > 0 || after.delayMs > 0;
}

function waitsForMachine({ before, after }: LoadChange): boolean {
  const { leastShare, leastMs } = thresholds.loop;
  const isLate = after.delayShare >= leastShare && after.delayMs - before.delayMs >= leastMs;
  const grewPerCpu =
    after.delayMs * before.cpuMs >= thresholds.starved.delayPerCpuGrowth * before.delayMs * after.cpuMs;
  return isLate && after.delayMs > after.cpuMs && grewPerCpu;
}

function loadOf(service: string, totals: Totals): ProcessLoad | undefined {
  const sum = { spans: 0, durationMs: 0, delayMs: 0, cpuMs: 0, gcMs: 0 };
  for (const facts of totals.operations.values()) {
    if (facts.service === service && facts.measured > 0) add(sum, facts);
  }
  const { spans, durationMs, delayMs, cpuMs, gcMs } = sum;
  if (spans === 0 || durationMs === 0) return undefined;
  return {
    spans,
    tellsLoop: delayMs > 0 || cpuMs > 0,
    delayShare: delayMs / durationMs,
    cpuShare: cpuMs / durationMs,
    gcShare: gcMs / durationMs,
    delayMs: delayMs / spans,
    cpuMs: cpuMs / spans,
    gcMs: gcMs / spans,
  };
}

function add(
  sum: { spans: number; durationMs: number; delayMs: number; cpuMs: number; gcMs: number },
  facts: OperationFacts,
): void {
  sum.spans += facts.measured;
  sum.durationMs += (facts.durationNano / 1e6) * (facts.measured / facts.count);
  sum.delayMs += facts.loopDelayMs;
  sum.cpuMs += facts.cpuMs;
  sum.gcMs += facts.gcMs;
}
