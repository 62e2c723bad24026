import { readOptions, refuseWords, wholeNumberFrom } from '@spanshop/terminal';

export interface FaultsArguments {
  help: boolean;
  /** How often each way takes its turn. */
  rounds: number;
  /** Checkouts of one turn. */
  checkouts: number;
}

const [fewestRounds, mostRounds] = [2, 100];
const [fewestCheckouts, mostCheckouts] = [10, 5_000];

export const help = `npm run bench -- faults [<arguments>]

What faults cost that are switched off: the same services under the same checkouts, in turns within one run, outside lab mode and
in lab mode with every fault off. Takes some four minutes, 12 processes and 2 GB.

  --rounds <n>       how often each way takes its turn, ${fewestRounds} to ${mostRounds}; default 8
  --checkouts <n>    checkouts of one turn, ${fewestCheckouts} to ${mostCheckouts}; default 150
  --help             this text`;

/** @throws SentenceError with exit code 2 for anything that is not an argument */
export function readArguments(given: readonly string[]): FaultsArguments {
  const { values, positionals } = readOptions(command, given, options);
  refuseWords(command, positionals);
  return {
    help: values.help ?? false,
    rounds: wholeNumberFrom('--rounds', values.rounds ?? '8', fewestRounds, mostRounds),
    checkouts: wholeNumberFrom('--checkouts', values.checkouts ?? '150', fewestCheckouts, mostCheckouts),
  };
}

const command = 'npm run bench -- faults';

const options = {
  rounds: { type: 'string', takes: `a whole number from ${fewestRounds} to ${mostRounds}` },
  checkouts: { type: 'string', takes: `a whole number from ${fewestCheckouts} to ${mostCheckouts}` },
  help: { type: 'boolean', short: 'h' },
} as const;
