import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { cacheFolder, catalogue, findTool, fullName } from '@spanshop/local/tools';
import { SentenceError } from '@spanshop/shared/errors';

/** How k6 is started: a program, or its image by Docker. */
export type K6 = { kind: 'program'; path: string; version: string } | { kind: 'image'; image: string; version: string };

const run = promisify(execFile);
const dockerTimeoutMs = 10_000;

/** On the PATH, else in the cache of tools, else as an image that Docker has. @throws SentenceError that says how to get it */
export async function findK6(environment: NodeJS.ProcessEnv): Promise<K6> {
  const found = await findTool('k6', { environment });
  if (found) return { kind: 'program', path: found.path, version: found.version };
  const { version } = catalogue.k6;
  const image = `grafana/k6:${version}`;
  if (await hasImage(image, environment)) return { kind: 'image', image, version };
  throw new SentenceError(
    `${fullName('k6')} is neither on the PATH nor in ${cacheFolder(environment)}, and Docker has no ${image}: npm run tools builds it, docker pull ${image} fetches it`,
  );
}

async function hasImage(image: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  try {
    await run('docker', ['image', 'inspect', image], { env, timeout: dockerTimeoutMs });
    return true;
  } catch {
    return false;
  }
}
