import { SentenceError } from '@spanshop/shared/errors';
import { docker } from './docker.ts';
import type { Project } from './project.ts';

/** The first version that knows !reset, which the direct way needs. */
const oldestCompose = [2, 24] as const;

/**
 * Whether there is a Docker that can run the shop.
 *
 * @returns the memory that Docker has, in bytes
 * @throws SentenceError with what is missing and what to do
 */
export async function checkDocker({ folder, environment }: Project): Promise<number> {
  const options = { cwd: folder, environment };
  const info = await docker(['info', '--format', '{{json .MemTotal}}'], options);
  if (info.exitCode === 127) {
    throw new SentenceError(
      'Docker is not installed (no docker on the PATH): get it from https://docs.docker.com/get-docker, or run the shop without containers by npm run demo',
    );
  }
  const memoryBytes = Number(info.out.trim().split('\n').at(-1));
  if (info.exitCode !== 0 || !memoryBytes) {
    throw new SentenceError(
      `Docker is installed but does not answer: start it and try again, or run the shop without containers by npm run demo (docker says: ${lastLine(info.err)})`,
    );
  }
  await checkCompose(options);
  return memoryBytes;
}

async function checkCompose(options: Parameters<typeof docker>[1]): Promise<void> {
  const wanted = `Docker Compose ${oldestCompose.join('.')} or newer`;
  const { exitCode, out } = await docker(['compose', 'version', '--short'], options);
  const version = /(\d+)\.(\d+)/.exec(out);
  if (exitCode !== 0 || !version) {
    throw new SentenceError(
      `Docker has no compose plugin: install ${wanted}, see https://docs.docker.com/compose/install`,
    );
  }
  const [major, minor] = [Number(version[1]), Number(version[2])];
  if (major < oldestCompose[0] || (major === oldestCompose[0] && minor < oldestCompose[1])) {
    throw new SentenceError(
      `Docker Compose is ${out.trim()}: install ${wanted}, see https://docs.docker.com/compose/install`,
    );
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() || 'nothing';
}
