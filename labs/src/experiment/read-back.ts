import { createWindowBuilder, type Window } from '@spanshop/analysis/compare';
import { createAuditor, type RunAudit } from '@spanshop/analysis/integrity';
import { openJaegerWindow, type Skipped, type TraceStream, UnreadableInputError } from '@spanshop/analysis/readers';
import type { Shop } from '@spanshop/local/running-shop';
import { SentenceError } from '@spanshop/shared/errors';
import type { LoadedWindow } from './load-window.ts';

/** What the traces of a window say, with the traces let go. */
export interface TracedWindow {
  readonly window: Window;
  readonly audit: RunAudit;
  /** What could not be read. */
  readonly skipped: readonly Skipped[];
}

/** On a machine that is busy with load, a server notes its end long after its caller has gone on. */
const lateEndMs = 2_000;

/** Where a window lies in time. */
type Stretch = Pick<LoadedWindow, 'fromUnixMs' | 'toUnixMs'>;

/**
 * Where the shop's traces can be asked for, by query API v3.
 *
 * @throws SentenceError where nobody who keeps them can be asked
 */
export function queryUrlOf({ traces }: Pick<Shop, 'traces'>): string {
  if (traces?.queryUrl !== undefined) return traces.queryUrl;
  throw new SentenceError(
    'nothing that keeps the traces can be asked for them: start the shop with Jaeger or the trace store',
  );
}

/** The traces of a window, read as they are walked. @throws SentenceError as `queryUrlOf` does */
export function tracesOf(shop: Pick<Shop, 'traces'>, { fromUnixMs, toUnixMs }: Stretch): TraceStream {
  return openJaegerWindow({ baseUrl: queryUrlOf(shop), fromUnixMs, toUnixMs });
}

/**
 * Reads the traces of a window.
 *
 * @throws SentenceError where nobody who keeps them can be asked, or does not answer
 */
export async function readBack(shop: Pick<Shop, 'traces'>, stretch: Stretch): Promise<TracedWindow> {
  const stream = tracesOf(shop, stretch);
  const [builder, auditor] = [createWindowBuilder(), createAuditor({ lateEndMs })];
  try {
    for await (const trace of stream.traces) {
      builder.add(trace);
      auditor.add(trace);
    }
  } catch (error) {
    throw error instanceof UnreadableInputError ? new SentenceError(error.message, { cause: error }) : error;
  }
  return { window: builder.finish(), audit: auditor.finish(), skipped: stream.skipped() };
}
