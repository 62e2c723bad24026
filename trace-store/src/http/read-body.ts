import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { AppError } from '@spanshop/shared/errors';
import { busy, invalid, tooLarge, unsupported } from './refusals.ts';

/**
 * Reads a request's body, inflated when it is gzip.
 * @throws AppError 413 beyond the bound of one body, 503 beyond that of all, 415 for an encoding other than gzip and
 * identity, 400 for broken gzip.
 */
export type ReadBody = (request: IncomingMessage) => Promise<Buffer>;

/**
 * @param maxBytes bound of one body. It holds for what travels and for what it inflates to, so that a small body cannot
 * blow up the process.
 * @param maxHeldBytes bound of what has come of all bodies that are not whole yet, so that many senders cannot either.
 */
export function createBodyReader(maxBytes: number, maxHeldBytes: number): ReadBody {
  let heldBytes = 0;

  /** What is beyond a bound is read and dropped: a client that is still sending would not see its answer otherwise. */
  function collect(request: IncomingMessage): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let ownBytes = 0;
      let refusal: AppError | undefined;
      const drop = (): void => {
        heldBytes -= ownBytes;
        ownBytes = 0;
        chunks.length = 0;
      };
      request.on('data', (chunk: Buffer) => {
        if (refusal) return;
        chunks.push(chunk);
        ownBytes += chunk.length;
        heldBytes += chunk.length;
        if (ownBytes > maxBytes) refusal = beyond(maxBytes);
        else if (heldBytes > maxHeldBytes) refusal = busy('too many bytes are on their way in');
        if (refusal) drop();
      });
      request.on('end', () => (refusal ? reject(refusal) : resolve(Buffer.concat(chunks))));
      request.on('error', reject);
      request.on('close', drop);
    });
  }

  return async request => {
    const encoding = (request.headers['content-encoding'] ?? 'identity').toLowerCase();
    const isGzip = encoding === 'gzip' || encoding === 'x-gzip';
    if (!isGzip && encoding !== 'identity') {
      throw unsupported(`content-encoding ${encoding} is not supported: use gzip or identity`);
    }
    const body = await collect(request);
    return isGzip ? inflate(body, maxBytes) : body;
  };
}

/** In one go: an asynchronous one would let many bodies be inflated at a time, and decoding has to wait for it anyway. */
function inflate(body: Buffer, maxBytes: number): Buffer {
  try {
    return gunzipSync(body, { maxOutputLength: maxBytes, chunkSize: 256 * 1024 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw beyond(maxBytes);
    throw invalid('the body is not valid gzip', { cause: error });
  }
}

function beyond(maxBytes: number): AppError {
  return tooLarge(`the body is larger than ${maxBytes} bytes`);
}
