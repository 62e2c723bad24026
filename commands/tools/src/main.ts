import { runTools } from './run-tools.ts';

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interruption.abort());

process.exitCode = await runTools(process.argv.slice(2), process.env, interruption.signal);
