import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { type StreamOptions, streamTraces, type TraceStream } from './stream-traces.ts';
import { UnreadableInputError } from './unreadable-input-error.ts';

const PIECE_BYTES = 1 << 20;

/**
 * Opens a file of traces (`.gz` is unpacked), of any length.
 * @throws UnreadableInputError when there is no such file, or it is a folder.
 */
export async function openTraceFile(path: string, options: StreamOptions = {}): Promise<TraceStream> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new UnreadableInputError(`There is no file ${path}.`);
  if (found.isDirectory()) throw new UnreadableInputError(`${path} is a folder, not a file of traces.`);
  const bytes = createReadStream(path, { highWaterMark: PIECE_BYTES });
  if (!path.endsWith('.gz')) return streamTraces(bytes, options);
  const unpacked = createGunzip();
  bytes.on('error', error => unpacked.destroy(error)).pipe(unpacked);
  return streamTraces(unpackedBytes(unpacked, path), options);
}

async function* unpackedBytes(unpacked: AsyncIterable<Uint8Array>, path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* unpacked;
  } catch {
    throw new UnreadableInputError(`${path} is not a gzip file, or it is cut off.`);
  }
}
