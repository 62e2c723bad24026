import { keepOwnEnvironment } from '@spanshop/local/own-environment';
import { runCommand, watchInterruption } from '@spanshop/terminal';
import { readArguments } from './arguments.ts';
import { runDiagnose } from './run-diagnose.ts';

void watchInterruption().happened.then(() => process.exit(130));

keepOwnEnvironment(process.env, undefined);
process.exitCode = await runCommand('npm run diagnose', () =>
  runDiagnose(readArguments(process.argv.slice(2), Date.now()), text => process.stdout.write(text)),
);
