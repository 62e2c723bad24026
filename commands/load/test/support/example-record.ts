import type { RunRecord } from '../../src/runs/run-record.ts';

/** A run that went well. */
export function exampleRecord(more: Partial<RunRecord> = {}): RunRecord {
  return {
    format: 1,
    id: '20261122-134500-1a2b',
    scenario: 'smoke',
    state: 'finished',
    startedAt: '2026-11-22T13:45:00.000Z',
    endedAt: '2026-11-22T13:45:30.000Z',
    target: 'http://127.0.0.1:8080',
    changes: {},
    plan: { seconds: 30, highestRate: 5, visits: 150 },
    versions: { shop: '0.1.0', k6: '2.2.0', node: '24.21.0' },
    host: { platform: 'linux x64', processors: 2, model: 'a processor', memoryMb: 8_000, loadAtStart: 0.5 },
    k6ExitCode: 0,
    exitCode: 0,
    objectives: [
      { name: 'order p95', journey: 'order', threshold: 'p(95)<800', unit: 'ms', limit: 800, actual: 183, met: true },
    ],
    invariants: { checked: true, holds: true, invariants: 8, found: 0, violations: [] },
    spans: { checked: true, holds: true, made: 200, accepted: 200, dropped: 0, lost: 0 },
    worst: {},
    ...more,
  };
}
