import { keepOwnEnvironment } from '@spanshop/local/own-environment';
import { usageError } from '@spanshop/shared/errors';
import { readOptions, refuseWords, runCommand, textTable } from '@spanshop/terminal';

interface Bench {
  about: string;
  /** It reads its arguments itself, `--help` too. Default: it takes none. */
  takesArguments?: boolean;
  load(): Promise<{ run(given: readonly string[]): Promise<void> }>;
}

const options = { help: { type: 'boolean', short: 'h' } } as const;

/** `npm run bench -- <name>`: what is measured, and what the measurement is good for. */
const benches: Readonly<Record<string, Bench>> = {
  analysis: {
    about: 'critical path, diagnosis and readers against their numbers',
    load: () => import('./analysis.ts'),
  },
  'analysis-jaeger': {
    about: 'diagnosis of 10,000 traces in a real Jaeger (npm run tools)',
    load: () => import('./analysis-jaeger/run.ts'),
  },
  baggage: { about: 'bytes and CPU per hop for 0, 4 and 32 baggage members', load: () => import('./baggage/run.ts') },
  console: {
    about: "the console's pages in Chromium: time, weight, scrolling, memory",
    load: () => import('./console/run.ts'),
  },
  faults: {
    about: 'CPU and throughput that faults cost which are switched off',
    takesArguments: true,
    load: () => import('./faults/run.ts'),
  },
  diagnosis: {
    about: 'how often the diagnosis names the faults of a shop that runs (npm run demo), beside simpler methods',
    takesArguments: true,
    load: () => import('./diagnosis/run.ts'),
  },
  'trace-store': { about: 'spans that the embedded backend accepts a second', load: () => import('./trace-store.ts') },
  'tracing-tax': {
    about: 'CPU and throughput of the shop untraced, traced, sampled, and traced the default way',
    takesArguments: true,
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

async function runBench(given: readonly string[]): Promise<number> {
  // What comes after the name is for the bench of that name.
  const [first, rest] = [given.slice(0, 1), given.slice(1)];
  const { values, positionals } = readOptions('npm run bench', first, options);
  const [name] = positionals;
  if (name === undefined) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (!bench) throw usageError(`there is no bench ${name}; there are ${Object.keys(benches).join(', ')}`);
  if (!bench.takesArguments && asksForHelp(`npm run bench -- ${name}`, rest)) {
    console.log(`npm run bench -- ${name}: ${bench.about}; it takes no arguments`);
    return 0;
  }
  const { run } = await bench.load();
  await run(rest);
  return 0;
}

/** @throws SentenceError with exit code 2 for anything but `--help` */
function asksForHelp(command: string, given: readonly string[]): boolean {
  const { values, positionals } = readOptions(command, given, options);
  refuseWords(command, positionals);
  return values.help ?? false;
}

keepOwnEnvironment(process.env, undefined);
process.exitCode = await runCommand('npm run bench', () => runBench(process.argv.slice(2)));
