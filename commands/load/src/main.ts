import { runLoad } from './command/run-load.ts';

process.exit(await runLoad(process.argv.slice(2), process.env));
