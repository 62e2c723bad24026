import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type StreamOptions, streamTraces, type TraceStream } from './stream-traces.ts';
import { UnreadableInputError } from './unreadable-input-error.ts';

const pieceBytes = 1 << 20;

/**
 * Opens a file of traces of any length; gzip is unpacked, whatever the file is called.
 * @throws UnreadableInputError when there is no such file, or it is a folder; while walking, when its gzip is cut off.
 */
export async function openTraceFile(path: string, options: StreamOptions = {}): Promise<TraceStream> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new UnreadableInputError(`There is no file ${path}.`);
  if (found.isDirectory()) throw new UnreadableInputError(`${path} is a folder, not a file of traces.`);
  return streamTraces(unpacked(createReadStream(path, { highWaterMark: pieceBytes }), path), options);
}

/** The bytes of a file, unpacked when they begin as gzip does. */
async function* unpacked(bytes: Readable, path: string): AsyncGenerator<Uint8Array> {
  const pieces = bytes.iterator();
  const first = await pieces.next();
  if (first.done) return;
  const piece = first.value as Uint8Array;
  const all = Readable.from(withFirst(piece, pieces));
  if (piece[0] !== 0x1f || piece[1] !== 0x8b) {
    yield* all;
    return;
  }
  const gunzip = createGunzip();
  all.on('error', error => gunzip.destroy(error)).pipe(gunzip);
  try {
    yield* gunzip;
  } catch (error) {
    throw new UnreadableInputError(`${path} is gzip that is damaged or cut off: ${(error as Error).message}.`);
  }
}

async function* withFirst(first: Uint8Array, others: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* others;
}
