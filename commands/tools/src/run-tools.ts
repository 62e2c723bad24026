import {
  type Candidate,
  cacheFolder,
  fullName,
  lookForTool,
  provideTool,
  type ToolName,
  toolNames,
} from '@spanshop/local/tools';
import { SentenceError } from '@spanshop/shared/errors';
import { createScreen, type Screen, textTable } from '@spanshop/terminal';
import { readArguments } from './arguments.ts';
import { help } from './help.ts';

/** `npm run tools`: provides tools, or lists what is there. Gives the exit code. */
export async function runTools(
  given: readonly string[],
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<number> {
  const screen = createScreen();
  try {
    const { action, names } = readArguments(given);
    if (action === 'help') screen.print(help);
    else if (action === 'list') await list(environment, screen);
    else await provide(names, environment, signal, screen);
    return 0;
  } catch (error) {
    screen.clear();
    if (!signal.aborted) throw error;
    throw new SentenceError('ended; what was half done is gone, what was done stays', { exitCode: 130 });
  }
}

async function provide(
  names: readonly ToolName[],
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal,
  screen: Screen,
): Promise<void> {
  for (const name of names) {
    const started = performance.now();
    const seconds = () => Math.round((performance.now() - started) / 1_000);
    const { path, source } = await provideTool(name, {
      environment,
      signal,
      onProgress: progress => screen.show(`${fullName(name)}: ${progress} (${seconds()} s)`),
    });
    screen.clear();
    // Told as it comes, since the next one may take minutes.
    const how = source === 'made' ? `made in ${seconds()} s` : source;
    screen.print(`${fullName(name).padEnd(width)}${path}  (${how})`);
  }
  screen.print(`\nNext: npm run demo -- --backend both, or npm run load.`);
}

async function list(environment: NodeJS.ProcessEnv, screen: Screen): Promise<void> {
  const rows: string[][] = [];
  let missing = 0;
  for (const name of toolNames) {
    const { found, refused } = await lookForTool(name, { environment });
    rows.push(found ? [fullName(name), found.path, `(${found.source})`] : [fullName(name), '-', '(not there)']);
    rows.push(...refused.map(candidate => ['', ...refusal(candidate)]));
    missing += found ? 0 : 1;
  }
  screen.print(textTable(rows));
  const cache = `Cache: ${cacheFolder(environment)}.`;
  screen.print(`\n${cache} ${missing > 0 ? 'npm run tools makes what is not there.' : 'All are there.'}`);
}

function refusal({ path, version, source }: Candidate): string[] {
  return [`not taken: ${path}, ${version ? `version ${version}` : 'broken or of unknown version'}`, `(${source})`];
}

const width = Math.max(...toolNames.map(name => fullName(name).length)) + 2;
