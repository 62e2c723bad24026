/** `npm run bench -- <name>`: what is measured, and what the measurement is good for. */
const benches = {
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
} as const;

const usage = [
  'usage: npm run bench -- <name>',
  '',
  ...Object.entries(benches).map(([name, { about }]) => `  ${name.padEnd(17)}${about}`),
  '',
  'Figures are worth comparing within one run, not between machines.',
].join('\n');

const [name, ...rest] = process.argv.slice(2);
if (name === '--help' || name === '-h') {
  console.log(usage);
} else if (name === undefined || rest.length > 0 || !Object.hasOwn(benches, name)) {
  console.error(name === undefined ? usage : `bench: there is no '${[name, ...rest].join(' ')}'\n\n${usage}`);
  process.exitCode = 2;
} else {
  const { run } = await benches[name as keyof typeof benches].load();
  await run();
}
