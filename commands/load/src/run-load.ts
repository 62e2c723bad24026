import { watchInterruption } from '@spanshop/terminal';
import { type Command, help, readArguments } from './arguments.ts';
import { compareDigests } from './compare/compare-digests.ts';
import { comparisonText } from './compare/comparison-text.ts';
import { inspectAll, listText } from './list-text.ts';
import { runScenario } from './run-scenario.ts';
import { readRun } from './runs/read-run.ts';
import { runsFolderOf } from './runs/run-folder.ts';

/** `npm run load`: does what was asked. Gives the exit code. */
export async function runLoad(given: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const command: Command = readArguments(given);
  switch (command.what) {
    case 'help':
      console.log(help);
      return 0;
    case 'list':
      console.log(listText(await inspectAll(environment)));
      return 0;
    case 'compare':
      console.log(compareRuns(command.runs, runsFolderOf(environment)));
      return 0;
    case 'run':
      return runScenario({ ...command, environment, interruption: watchInterruption() });
  }
}

function compareRuns(names: readonly [string, string], runsFolder: string): string {
  const [first, second] = [readRun(names[0], runsFolder), readRun(names[1], runsFolder)];
  return comparisonText(first.record, second.record, compareDigests(first.digest, second.digest));
}
