import { UnreadableInputError } from '@spanshop/analysis/readers';
import { readArguments } from './arguments.ts';
import { runCommand } from './run-command.ts';
import { UsageError } from './usage-error.ts';

/** `npm run diagnose`: reads the arguments, does it, and turns every foreseen error into one sentence and exit code 2. */
process.once('SIGINT', () => process.exit(130));
// A reader that stops early (head, less) closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

try {
  const command = readArguments(process.argv.slice(2), Date.now());
  process.exitCode = await runCommand(command, text => process.stdout.write(text));
} catch (error) {
  process.exitCode = 2;
  if (error instanceof UsageError) console.error(`diagnose: ${error.message} See npm run diagnose -- --help`);
  else if (error instanceof UnreadableInputError) console.error(`diagnose: ${error.message}`);
  else throw error;
}
