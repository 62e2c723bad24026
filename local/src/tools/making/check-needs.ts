import { SentenceError } from '@spanshop/shared/errors';
import { catalogue, fullName, type ToolName } from '../catalogue.ts';
import { cacheFolder } from '../finding/cache-folder.ts';
import { saidBy } from '../versions/said-version.ts';

/** From this version on Go fetches the newer one that a module asks for by itself, unless GOTOOLCHAIN forbids it. */
const oldestGo = 21;

/** @throws SentenceError that says what is missing to make a tool, and what to do */
export async function checkNeeds(name: ToolName, environment: NodeJS.ProcessEnv): Promise<void> {
  const missing =
    catalogue[name].source.kind === 'go' ? await missingForGo(environment) : await missingForMaven(environment);
  if (!missing) return;
  throw new SentenceError(
    `${fullName(name)} is neither on the PATH nor in ${cacheFolder(environment)}, and ${missing}, or put ${fullName(name)} itself there`,
  );
}

async function missingForGo(environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const version = await saidBy('go', ['version'], /\bgo(1\.\d+)/, { environment });
  const cure = 'install Go 1.25 or newer (https://go.dev/dl)';
  if (!version) return `Go, which builds it, is not installed: ${cure}`;
  return Number(version.split('.')[1]) < oldestGo ? `Go is ${version}, too old to build it: ${cure}` : undefined;
}

async function missingForMaven(environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const version = await saidBy('mvn', ['--version'], /Apache Maven (\d\S*)/, { environment });
  return version
    ? undefined
    : 'Maven, which fetches it, is not installed or finds no Java: install Java 17 or newer and Maven (https://maven.apache.org)';
}
