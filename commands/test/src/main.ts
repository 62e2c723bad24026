import { keepOwnEnvironment } from '@spanshop/local/own-environment';
import { runCommand } from '@spanshop/terminal';
import { runTests } from './run-tests.ts';

keepOwnEnvironment(process.env, process.env['TEST_DATABASE_URL']);
process.exitCode = await runCommand('npm test', () => runTests(process.argv.slice(2), process.env));
