import { open } from 'node:fs/promises';

/** More than the directory of any jar of ours; an archive's directory is at its end, so a cut file has none. */
const directoryBytes = 4_194_304;

/** The version of a library inside an executable jar, by its name there: `BOOT-INF/lib/<library>-<version>.jar`. */
export async function libraryIn(path: string, library: string): Promise<string | undefined> {
  const directory = await readEnd(path).catch(() => undefined);
  if (!directory?.includes(endOfDirectory)) return undefined;
  const entry = `BOOT-INF/lib/${library}-`;
  const start = directory.indexOf(entry);
  if (start < 0) return undefined;
  const rest = directory.toString('latin1', start + entry.length, start + entry.length + 100);
  return /^(\d+(?:\.\d+)*)\.jar/.exec(rest)?.[1];
}

/** The signature of the record that ends a zip archive. */
const endOfDirectory = Buffer.from([0x50, 0x4b, 0x05, 0x06]);

async function readEnd(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const length = Math.min(size, directoryBytes);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
