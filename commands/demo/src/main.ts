import { enableCompileCache } from 'node:module';
import { compileCache } from '@spanshop/local/compile-cache';
import { keepOwnEnvironment } from '@spanshop/local/own-environment';

enableCompileCache(compileCache);
keepOwnEnvironment(process.env, process.env['DATABASE_URL']);
const { runCommand } = await import('@spanshop/terminal');
const { runDemo } = await import('./run-demo.ts');

// Idle connections of the shoppers would keep the process for a while.
process.exit(await runCommand('npm run demo', () => runDemo(process.argv.slice(2), process.env)));
