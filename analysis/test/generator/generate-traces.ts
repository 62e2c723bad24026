import { createTrace, type Trace } from '../../src/model/index.ts';
import { createRandom, type Random } from '../../src/statistics/index.ts';
import { runOperation } from './run-operation.ts';
import { createSpanWriter } from './span-writer.ts';
import type { System } from './system.ts';

export interface WindowPlan {
  readonly system: System;
  readonly requests: number;
  readonly seed: number;
  /** Start of the window; requests arrive at random from here on. */
  readonly fromUnixMs?: number;
  readonly requestsPerSecond?: number;
}

const firstUnixMs = 1_790_000_000_000;

/** The traces of a window, one for each request. The same plan gives the same traces. */
export function* generateTraces(plan: WindowPlan): Generator<Trace> {
  const random = createRandom(plan.seed);
  const rate = plan.requestsPerSecond ?? 20;
  let atMs = plan.fromUnixMs ?? firstUnixMs;
  for (let i = 0; i < plan.requests; i++) {
    atMs += (-Math.log(1 - random()) * 1000) / rate;
    const traceId = plan.seed.toString(16).padStart(8, '0') + (i + 1).toString(16).padStart(24, '0');
    const writer = createSpanWriter(traceId, plan.system.clocksMs);
    const entry = entryOf(plan.system, random);
    const attributes = plan.system.attributes?.(random, entry) ?? {};
    const context = { random, attributes, progress: i / plan.requests };
    const second = Math.floor(atMs / 1000);
    runOperation(plan.system, context, writer, entry, (atMs - second * 1000) * 1e6, undefined);
    yield createTrace(traceId, BigInt(second) * 1_000_000_000n, writer.spans);
  }
}

function entryOf({ entries }: System, random: Random): string {
  const total = entries.reduce((sum, entry) => sum + entry.weight, 0);
  let left = random() * total;
  for (const entry of entries) {
    left -= entry.weight;
    if (left < 0) return entry.operation;
  }
  return entries.at(-1)?.operation ?? '';
}
