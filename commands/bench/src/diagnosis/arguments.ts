import { join } from 'node:path';
import { catalogue, findFault } from '@spanshop/labs/catalogue';
import { root } from '@spanshop/local/root';
import { usageError } from '@spanshop/shared/errors';
import type { Fault, Magnitude } from '@spanshop/shared/faults';
import { readOptions, wholeNumberFrom } from '@spanshop/terminal';

export interface DiagnosisArguments {
  help: boolean;
  records: boolean;
  scores: boolean;
  folder: string;
  faults: readonly Fault[];
  seeds: number;
  magnitudes: readonly Magnitude[];
  /** How many pairs of faults are on at once. */
  pairs: number;
  /** Whether healthy windows are recorded that differ in what is no fault. */
  controls: boolean;
  seconds: number;
  /** Exit code 1 below the bars. */
  strict: boolean;
}

const mostSeeds = 20;
const fewestSeconds = 5;
const mostSeconds = 300;
const mostPairs = 50;

export const help = `npm run bench -- diagnosis [record | score] [<arguments>]

How often the diagnosis names what is really wrong: each fault in a shop that runs (npm run demo), at each magnitude and seed, and
healthy windows in which nobody may be named. 'record' loads the shop and writes the traces, 'score' reads them again, so that
another method is scored on the same traces; without a word it does both. A recording that was interrupted is gone on with.

  --faults <a,b,...>       which; default: all of the catalogue
  --seeds <n>              other visitors each time, 1 to ${mostSeeds}; default 1
  --magnitudes <1,2,3>     default 2
  --pairs <n>              so many pairs of faults on at once, 0 to ${mostPairs}; default 0
  --no-controls            records no healthy windows but the baselines
  --seconds <n>            of each window, ${fewestSeconds} to ${mostSeconds}; default 20
  --folder <folder>        of the recording; default runs/diagnosis
  --strict                 ends with 1 where a bar is missed
  --help                   this text

The folder holds OTLP JSON, a trace a line, in gzip, and labels.json: what is true of each pair of windows.`;

const options = {
  faults: { type: 'string', takes: 'names of faults, comma-separated' },
  seeds: { type: 'string', takes: `a whole number from 1 to ${mostSeeds}` },
  magnitudes: { type: 'string', takes: 'some of 1, 2, 3, comma-separated' },
  pairs: { type: 'string', takes: `a whole number from 0 to ${mostPairs}` },
  'no-controls': { type: 'boolean' },
  seconds: { type: 'string', takes: `a whole number from ${fewestSeconds} to ${mostSeconds}` },
  folder: { type: 'string', takes: 'a folder' },
  strict: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** @throws SentenceError with exit code 2 */
export function readArguments(given: readonly string[]): DiagnosisArguments {
  const { values, positionals } = readOptions('npm run bench -- diagnosis', given, options);
  const [what, ...rest] = positionals;
  if (rest.length > 0 || (what !== undefined && what !== 'record' && what !== 'score'))
    throw usageError(`${rest[0] ?? what} is nothing that npm run bench -- diagnosis does; see --help`);
  return {
    help: values.help ?? false,
    records: what !== 'score',
    scores: what !== 'record',
    folder: values.folder ?? join(root, 'runs', 'diagnosis'),
    faults: values.faults === undefined ? catalogue : values.faults.split(',').map(name => findFault(name.trim())),
    seeds: wholeNumberFrom('--seeds', values.seeds ?? '1', 1, mostSeeds),
    magnitudes: magnitudesFrom(values.magnitudes ?? '2'),
    pairs: wholeNumberFrom('--pairs', values.pairs ?? '0', 0, mostPairs),
    controls: !values['no-controls'],
    seconds: wholeNumberFrom('--seconds', values.seconds ?? '20', fewestSeconds, mostSeconds),
    strict: values.strict ?? false,
  };
}

function magnitudesFrom(given: string): readonly Magnitude[] {
  if (!/^[123](,[123])*$/.test(given)) throw usageError('--magnitudes takes some of 1, 2, 3, comma-separated');
  return [...new Set(given.split(','))].map(magnitude => Number(magnitude) as Magnitude);
}
