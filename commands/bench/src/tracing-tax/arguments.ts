import { readOptions, refuseWords, wholeNumberFrom } from '@spanshop/terminal';

export interface TaxArguments {
  help: boolean;
  /** How often each way takes its turn. */
  rounds: number;
  /** Checkouts of one turn. */
  checkouts: number;
  /** Another copy of the project, measured as a way of its own. */
  before: string | undefined;
}

const fewestRounds = 2;
const mostRounds = 100;
const fewestCheckouts = 10;
const mostCheckouts = 5_000;

export const help = `npm run bench -- tracing-tax [<arguments>]

What tracing costs: the same services under the same checkouts, in turns within one run: untraced, as they are traced here, with
10 % of the traces sampled, and with OpenTelemetry's automatic instrumentation. Takes some ten minutes, 24 processes and 4 GB.

  --rounds <n>       how often each way takes its turn, ${fewestRounds} to ${mostRounds}; default 6
  --checkouts <n>    checkouts of one turn, ${fewestCheckouts} to ${mostCheckouts}; default 300
  --before <folder>  measures the services and the preload of another copy of the project too (npm ci done there): before and
                     after a change, within one run
  --help             this text`;

/** @throws SentenceError with exit code 2 for anything that is not an argument */
export function readArguments(given: readonly string[]): TaxArguments {
  const { values, positionals } = readOptions(command, given, options);
  refuseWords(command, positionals);
  return {
    help: values.help ?? false,
    rounds: wholeNumberFrom('--rounds', values.rounds ?? '6', fewestRounds, mostRounds),
    checkouts: wholeNumberFrom('--checkouts', values.checkouts ?? '300', fewestCheckouts, mostCheckouts),
    before: values.before,
  };
}

const command = 'npm run bench -- tracing-tax';

const options = {
  rounds: { type: 'string', takes: `a whole number from ${fewestRounds} to ${mostRounds}` },
  checkouts: { type: 'string', takes: `a whole number from ${fewestCheckouts} to ${mostCheckouts}` },
  before: { type: 'string', takes: 'the folder of another copy' },
  help: { type: 'boolean', short: 'h' },
} as const;
