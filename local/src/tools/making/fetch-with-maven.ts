import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SentenceError } from '@spanshop/shared/errors';
import type { MavenSource } from '../catalogue.ts';
import type { MakeOptions } from './make-options.ts';
import { runProgram } from './run-program.ts';

/** Maven's plugin that copies an artifact to a folder, with its version. */
const copy = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy';

/**
 * Fetches a jar. Maven is told to fail where a checksum differs from the repository's (-C); what it gives has to be what it
 * was when the version was chosen, byte by byte.
 */
export async function fetchWithMaven(
  { artifact, sha256 }: MavenSource,
  { scratch, environment, signal, onProgress }: MakeOptions,
): Promise<string> {
  onProgress('fetches it with Maven, 135 MB');
  const folder = join(scratch, 'made');
  await runProgram('mvn', ['-B', '-C', copy, `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`], {
    folder: scratch,
    environment,
    signal,
    onLine: line => {
      const file = /Download(?:ing|ed) from \S+: \S*\/(\S+)/.exec(line)?.[1];
      if (file) onProgress(`fetches ${file}`);
    },
  });
  const [jar] = (await readdir(folder)).filter(name => name.endsWith('.jar'));
  if (!jar) throw new SentenceError(`Maven gave nothing for ${artifact}`);
  const path = join(folder, jar);
  const digest = await sha256Of(path);
  if (digest !== sha256)
    throw new SentenceError(`${artifact} is not what it was: its SHA-256 is ${digest}, not ${sha256}`);
  return path;
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
