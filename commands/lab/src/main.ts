import { keepOwnEnvironment } from '@spanshop/local/own-environment';
import { runCommand } from '@spanshop/terminal';
import { runLab } from './run-lab.ts';

keepOwnEnvironment(process.env, process.env['DATABASE_URL']);
// Idle connections to the shop would keep the process for a while.
process.exit(await runCommand('npm run lab', () => runLab(process.argv.slice(2), process.env)));
