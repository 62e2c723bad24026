import { usageError } from '@spanshop/shared/errors';

/** What a user may mean by a window: a file of traces, or a stretch of time in a backend. */
export type WindowSpec =
  | { readonly of: 'file'; readonly path: string }
  | { readonly of: 'time'; readonly fromUnixMs: number; readonly toUnixMs: number };

const unitsMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * `5m` is the last five minutes; `-20m..-10m` and `2026-01-01T10:00:00Z..2026-01-01T10:05:00Z` are stretches of time, `now`
 * may end them; everything else is the path of a file.
 * @throws SentenceError with exit code 2 when a stretch of time is no time, or ends before it starts.
 */
export function parseWindowSpec(text: string, nowUnixMs: number): WindowSpec {
  const last = durationMs(text);
  if (last !== undefined) return { of: 'time', fromUnixMs: nowUnixMs - last, toUnixMs: nowUnixMs };
  const parts = /^(?<from>(-|now|\d{4}-).*?)\.\.(?<to>.+)$/.exec(text)?.groups;
  if (!parts) return { of: 'file', path: text };
  const fromUnixMs = pointInTime(parts['from'] ?? '', nowUnixMs);
  const toUnixMs = pointInTime(parts['to'] ?? '', nowUnixMs);
  if (toUnixMs <= fromUnixMs) throw usageError(`The window ${text} ends before it starts.`);
  return { of: 'time', fromUnixMs, toUnixMs };
}

/**
 * Traces that lie in both windows are left out of the baseline; this is for where none would be left.
 *
 * @throws SentenceError with exit code 2 when both are one file, or the baseline lies within the degraded stretch of time.
 */
export function refuseSameWindow(baseline: WindowSpec, degraded: WindowSpec): void {
  if (baseline.of === 'file' && degraded.of === 'file' && baseline.path === degraded.path) {
    throw usageError('The baseline and the degraded window are the same file.');
  }
  if (baseline.of !== 'time' || degraded.of !== 'time') return;
  if (baseline.fromUnixMs < degraded.fromUnixMs || baseline.toUnixMs > degraded.toUnixMs) return;
  const seconds = (baseline.toUnixMs - baseline.fromUnixMs) / 1000;
  throw usageError(`The two windows overlap by ${seconds} s: the baseline lies within the degraded window.`);
}

function pointInTime(text: string, nowUnixMs: number): number {
  if (text === 'now') return nowUnixMs;
  const ago = text.startsWith('-') ? durationMs(text.slice(1)) : undefined;
  if (ago !== undefined) return nowUnixMs - ago;
  const parsed = Date.parse(text);
  if (Number.isNaN(parsed)) throw usageError(`${text} is no time: write -10m, now, or 2026-01-01T10:00:00Z.`);
  return parsed;
}

function durationMs(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)([smhd])$/.exec(text);
  return match ? Number(match[1]) * (unitsMs[match[2] ?? ''] ?? 0) : undefined;
}
