import assert from 'node:assert/strict';
import { test } from 'node:test';
import { observeWindow, type Window } from '../../src/compare/index.ts';
import { type Culprit, type Diagnosis, diagnose, type FaultKind } from '../../src/diagnose/index.ts';
import { changed, generateTraces, type OperationSpec, type System, ticketSystem } from '../generator/index.ts';

export type Changes = Readonly<Record<string, Partial<OperationSpec>>>;

export interface Case {
  /** Continues "when ...". */
  readonly title: string;
  readonly changes: Changes;
  /** Service, operation and kind, known by construction. */
  readonly culprit: readonly [service: string, operation: string, kind: FaultKind];
  readonly system?: System;
  readonly requests?: number;
  readonly requestsPerSecond?: number;
}

export const developmentSeeds = [11, 12, 13];
/** Looked at once, when a rule was finished. */
export const heldOutSeeds = [511, 512, 513];
const usualRequests = 400;
const baselineFromUnixMs = 1_790_000_000_000;

export function windowOf(system: System, seed: number, requests = usualRequests, requestsPerSecond = 20): Window {
  const fromUnixMs = baselineFromUnixMs + seed * 600_000;
  return observeWindow(generateTraces({ system, requests, seed, fromUnixMs, requestsPerSecond }));
}

const baselines = new Map<string, { readonly system: System; readonly window: Window }>();

/** Cases share their baselines: windows are read only, and every case of a system starts from the same. */
function baselineOf(system: System, seed: number, requests = usualRequests): Window {
  const id = `${seed} ${requests}`;
  const known = baselines.get(id);
  if (known?.system === system) return known.window;
  const window = windowOf(system, seed, requests);
  baselines.set(id, { system, window });
  return window;
}

export function diagnosisOf(each: Omit<Case, 'culprit' | 'title'>, seed: number): Diagnosis {
  const system = each.system ?? ticketSystem;
  const baseline = baselineOf(system, seed, each.requests);
  const degraded = windowOf(changed(system, each.changes), seed + 1000, each.requests, each.requestsPerSecond);
  return diagnose(baseline, degraded);
}

/** One test for each case: with every seed the first culprit is the one that was built in. */
export function testCulprits(cases: readonly Case[], seeds = developmentSeeds): void {
  for (const each of cases) {
    test(`when ${each.title}, then ${each.culprit[2]} of ${each.culprit[1]} in ${each.culprit[0]} is named first`, () => {
      for (const seed of seeds) {
        const diagnosis = diagnosisOf(each, seed);
        const [first] = diagnosis.culprits;
        assert.deepEqual(first && [first.service, first.operation, first.kind], each.culprit, explain(seed, diagnosis));
        assert.ok(first && first.evidence.length > 0 && first.exemplars.length > 0);
      }
    });
  }
}

/** One test for each control: with no seed is anybody named. */
export function testControls(controls: readonly Omit<Case, 'culprit'>[], seeds = developmentSeeds): void {
  for (const each of controls) {
    test(`when ${each.title}, then nobody is named and a reason is given`, () => {
      for (const seed of seeds) {
        const diagnosis = diagnosisOf(each, seed);
        assert.deepEqual(diagnosis.culprits, [], explain(seed, diagnosis));
        assert.ok(diagnosis.reason);
      }
    });
  }
}

export function explain(seed: number, diagnosis: Diagnosis): string {
  const lines = diagnosis.candidates.slice(0, 4).map(describe);
  return [`seed ${seed}: ${diagnosis.reason ?? 'named'} ${diagnosis.warnings.join(' ')}`, ...lines].join('\n');
}

function describe(culprit: Culprit): string {
  const { service, operation, kind, confidence, slowDownMs, leastSlowDownMs, stability, share, scope } = culprit;
  const numbers = `+${slowDownMs.toFixed(1)} ms, at least ${leastSlowDownMs.toFixed(1)}, s ${stability}, share ${share.toFixed(2)}`;
  return `  ${confidence} ${kind} ${service} ${operation} (${numbers}, ${scope.of}) ${culprit.evidence[0]}`;
}
