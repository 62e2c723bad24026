import { runCommand } from '@spanshop/terminal';
import { runCompose } from './run-compose.ts';

process.exitCode = await runCommand('npm run compose', () => runCompose(process.argv.slice(2), process.env));
