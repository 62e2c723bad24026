import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { createWindowBuilder, type Window } from '@spanshop/analysis/compare';
import { createAuditor, type RunAudit } from '@spanshop/analysis/integrity';
import type { Trace } from '@spanshop/analysis/model';
import { openTraceFile } from '@spanshop/analysis/readers';
import { otlpDocument } from '@spanshop/analysis/writers';

/** Writes traces as they come, a line each. */
export async function writeWindow(folder: string, file: string, traces: AsyncIterable<Trace>): Promise<void> {
  await mkdir(folder, { recursive: true });
  async function* lines() {
    for await (const trace of traces) yield `${JSON.stringify(otlpDocument([trace]))}\n`;
  }
  await pipeline(Readable.from(lines()), createGzip(), createWriteStream(join(folder, file)));
}

/** What a window's file says, with the traces let go. */
export async function readWindow(folder: string, file: string): Promise<{ window: Window; audit: RunAudit }> {
  const [builder, auditor] = [createWindowBuilder(), createAuditor()];
  for await (const trace of (await openTraceFile(join(folder, file))).traces) {
    builder.add(trace);
    auditor.add(trace);
  }
  return { window: builder.finish(), audit: auditor.finish() };
}
