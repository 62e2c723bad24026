import { keepOwnEnvironment } from '@spanshop/local/own-environment';
import { usageError } from '@spanshop/shared/errors';
import { refuseWords, runCommand, textTable } from '@spanshop/terminal';

/** One measurement. Its module names its arguments in a help text if it takes any. */
interface Bench {
  help?: string;
  /** @throws SentenceError with exit code 2 for an argument that it does not know */
  run(given: readonly string[]): Promise<void>;
}

/** `npm run bench -- <name>`: what is measured, and what the measurement is good for. */
const benches: Readonly<Record<string, { about: string; load: () => Promise<Bench> }>> = {
  analysis: {
    about: 'critical path, diagnosis and readers against their numbers',
    load: () => import('./analysis.ts'),
  },
  'analysis-jaeger': {
    about: 'diagnosis of 10,000 traces in a real Jaeger (npm run tools)',
    load: () => import('./analysis-jaeger/run.ts'),
  },
  baggage: { about: 'bytes and CPU per hop for 0, 4 and 32 baggage members', load: () => import('./baggage/run.ts') },
  'trace-store': { about: 'spans that the embedded backend accepts a second', load: () => import('./trace-store.ts') },
  'tracing-tax': {
    about: 'CPU and throughput of the shop untraced, traced, sampled, and traced the default way',
    load: () => import('./tracing-tax/run.ts'),
  },
};

const usage = [
  'usage: npm run bench -- <name> [<arguments>]',
  '',
  textTable(Object.entries(benches).map(([name, { about }]) => ['', name, about])),
  '',
  'npm run bench -- <name> --help names the arguments of one. Figures are worth comparing within one run, not between',
  'machines.',
].join('\n');

const isHelp = (argument: string | undefined) => argument === '--help' || argument === '-h';

async function runBench([name, ...given]: readonly string[]): Promise<number> {
  if (name === undefined || isHelp(name)) {
    console.log(usage);
    return name === undefined ? 2 : 0;
  }
  const chosen = Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (!chosen) throw usageError(`there is no bench ${name}; there are ${Object.keys(benches).join(', ')}`);
  const { help, run } = await chosen.load();
  if (given.some(isHelp)) {
    console.log(help ?? `npm run bench -- ${name}: ${chosen.about}; it takes no arguments`);
    return 0;
  }
  if (help === undefined) refuseWords(`npm run bench -- ${name}`, given);
  await run(given);
  return 0;
}

keepOwnEnvironment(process.env, undefined);
process.exitCode = await runCommand('npm run bench', () => runBench(process.argv.slice(2)));
