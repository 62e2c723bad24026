import { keepOwnEnvironment } from '@spanshop/local/own-environment';
import { runCommand } from '@spanshop/terminal';
import { runPictures } from './run-pictures.ts';

keepOwnEnvironment(process.env, undefined);
process.exitCode = await runCommand('npm run pictures', () => runPictures(process.argv.slice(2), process.env));
