import { keepOwnEnvironment } from '@spanshop/local/own-environment';
import { runCommand } from '@spanshop/terminal';
import { runCompose } from './run-compose.ts';

keepOwnEnvironment(process.env, undefined);
process.exitCode = await runCommand('npm run compose', () => runCompose(process.argv.slice(2), process.env));
