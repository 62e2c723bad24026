import { runCompose } from './run-compose.ts';

process.exitCode = await runCompose(process.argv.slice(2), process.env);
