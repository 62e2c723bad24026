import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { AppError } from '@spanshop/shared/errors';
import { invalid, tooLarge, unsupported } from './refusals.ts';

const inflate = promisify(gunzip);

/**
 * A request's body, inflated when it is gzip. The bound, in bytes, holds for what travels and for what it inflates to,
 * so that a small body cannot blow up the process.
 * @throws AppError 413 beyond the bound, 415 for an encoding other than gzip and identity, 400 for broken gzip.
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'gzip' && encoding !== 'identity') {
    throw unsupported(`content-encoding ${encoding} is not supported: use gzip or identity`);
  }
  const body = await collect(request, maxBytes);
  return encoding === 'gzip' ? decompress(body, maxBytes) : body;
}

/** What is beyond the bound is read and dropped: a client that is still sending would not see its answer otherwise. */
function collect(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= maxBytes) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.on('end', () => (length > maxBytes ? reject(beyond(maxBytes)) : resolve(Buffer.concat(chunks))));
    request.on('error', reject);
  });
}

async function decompress(body: Buffer, maxBytes: number): Promise<Buffer> {
  try {
    return await inflate(body, { maxOutputLength: maxBytes, chunkSize: 256 * 1024 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw beyond(maxBytes);
    throw invalid('the body is not valid gzip', { cause: error });
  }
}

function beyond(maxBytes: number): AppError {
  return tooLarge(`the body is larger than ${maxBytes} bytes`);
}
