import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '@spanshop/local/root';
import { SentenceError } from '@spanshop/shared/errors';

const folder = join(root, 'commands/bench/default-way');
const register = join(folder, 'node_modules/@opentelemetry/auto-instrumentations-node/dist/register.mjs');
const loader = join(folder, 'node_modules/@opentelemetry/instrumentation/hook.mjs');

/** What is to be preloaded, as addresses of files. */
export interface DefaultWay {
  register: string;
  loader: string;
}

/**
 * The automatic instrumentation, installed in the npm project that it has for itself where it is not yet.
 *
 * @throws SentenceError when npm cannot install it
 */
export async function installDefaultWay(say: (line: string) => void): Promise<DefaultWay> {
  if (!isInstalled()) {
    say('npm ci in commands/bench/default-way: about 200 packages, once');
    const npm = spawn('npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code] = await once(npm, 'close').catch(error => [error.code]);
    if (code !== 0) throw new SentenceError(`npm ci in commands/bench/default-way failed (${code})`);
  }
  return { register: pathToFileURL(register).href, loader: pathToFileURL(loader).href };
}

/** npm writes this list last: an installation that was broken off, or that is older than what is asked for, does not count. */
function isInstalled(): boolean {
  const changedAt = (file: string) => statSync(join(folder, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return changedAt('node_modules/.package-lock.json') >= changedAt('package-lock.json');
}

/**
 * The start of an ESM service as the documentation of OpenTelemetry JS has it: the loader hook and the register module. A
 * service has to be named; everything else keeps its default but the cloud's resource detectors, which would look for a
 * cloud's metadata service at a fixed address outside of this machine when the process starts.
 */
export function defaultWayOptions({ register, loader }: DefaultWay, service: string): Record<string, string> {
  return {
    NODE_OPTIONS: `--no-warnings --experimental-loader=${loader} --import=${register}`,
    OTEL_SERVICE_NAME: service,
    OTEL_NODE_RESOURCE_DETECTORS: 'env,host,os,process,serviceinstance,container',
  };
}
