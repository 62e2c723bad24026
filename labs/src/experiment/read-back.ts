import { createWindowBuilder, type Window } from '@spanshop/analysis/compare';
import { createAuditor, type RunAudit } from '@spanshop/analysis/integrity';
import { openJaegerWindow, type Skipped, UnreadableInputError } from '@spanshop/analysis/readers';
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

/**
 * Reads the traces of a window from the query API v3 that the shop's traces are found by.
 *
 * @throws SentenceError where the shop has none, or it does not answer
 */
export async function readBack(
  { traces }: Pick<Shop, 'traces'>,
  { fromUnixMs, toUnixMs }: Pick<LoadedWindow, 'fromUnixMs' | 'toUnixMs'>,
): Promise<TracedWindow> {
  const baseUrl = traces?.queryUrl;
  if (baseUrl === undefined) {
    throw new SentenceError(
      'nothing that keeps the traces can be asked for them: start the shop with Jaeger or the trace store',
    );
  }
  const stream = openJaegerWindow({ baseUrl, fromUnixMs, toUnixMs });
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
