import { runCommand, watchInterruption } from '@spanshop/terminal';
import { runTools } from './run-tools.ts';

process.exitCode = await runCommand('npm run tools', () =>
  runTools(process.argv.slice(2), process.env, watchInterruption().signal),
);
