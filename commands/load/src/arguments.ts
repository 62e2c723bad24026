import { usageError } from '@spanshop/shared/errors';
import { aNumberUpTo, numberFrom, readOptions } from '@spanshop/terminal';
import { type ScenarioName, scenarioNames } from './scenario-names.ts';

export interface RunOptions {
  baseUrl: string | undefined;
  allowRemote: boolean;
  /** What the objectives for latency are multiplied by. */
  objectiveFactor: number;
  seconds: number | undefined;
  /** The highest rate, in visits per second. */
  rate: number | undefined;
}

export type Command =
  | { what: 'help' }
  | { what: 'list' }
  | { what: 'compare'; runs: readonly [string, string] }
  | { what: 'run'; scenario: ScenarioName; options: RunOptions };

export const help = `npm run load -- <what>

  <scenario>                loads the shop with it, checks its objectives, and writes runs/<id>/
  list                      the scenarios and their objectives
  compare <run> <run>       how much slower or faster the second run was, and whether that is more than noise

  --base-url <url>          the gateway to load; default: that of the launcher which runs (npm run demo), else
                            GATEWAY_PORT on this machine (npm run compose)
  --allow-remote            the gateway may be on another machine
  --objective-factor <n>    objectives for latency are multiplied by this; 0.01 shows what a failed one looks like
  --seconds <n>             the scenario as a whole takes this long
  --rate <n>                its highest rate, in visits per second
  --help                    this text

The demo's shoppers stay away meanwhile and come back after; the shelves are filled up before. Afterwards the invariants of
the data and the number of spans are checked, and it says where the time of the slowest requests went and what ran out first.
A run is runs/<id>/ with run.json, summary.json (k6's), requests.json, resources.json, report.html and k6.log.

Exit code: 0 all objectives are met, the invariants hold and no span is lost; 98 the invariants do not hold or spans are
lost; 99 an objective is not met; 2 wrong arguments; 1 the shop, k6 or the folder cannot be used; 130 interrupted, with
what was measured until then; any other is k6's own.

From the environment: GATEWAY_PORT (8080), LAUNCHER_PORT (8089), and for the shop on containers the services' admin ports,
POSTGRES_PORT, JAEGER_PORT and COLLECTOR_METRICS_PORT, all as in .env; SPANSHOP_RUNS (runs), the folder of the runs.`;

const mostObjectiveFactor = 1_000;
const mostSeconds = 86_400;
const mostRate = 2_000;

const options = {
  'base-url': { type: 'string' },
  'allow-remote': { type: 'boolean' },
  'objective-factor': { type: 'string', takes: aNumberUpTo(mostObjectiveFactor) },
  seconds: { type: 'string', takes: aNumberUpTo(mostSeconds) },
  rate: { type: 'string', takes: aNumberUpTo(mostRate) },
  help: { type: 'boolean', short: 'h' },
} as const;

/** @throws SentenceError with exit code 2 */
export function readArguments(given: readonly string[]): Command {
  const { values, positionals } = readOptions('npm run load', given, options);
  if (values.help) return { what: 'help' };
  const [what, ...rest] = positionals;
  if (what === undefined) throw usageError('say what to do: npm run load -- list, or -- --help');
  if (what === 'compare') {
    const [a, b, ...more] = rest;
    if (!a || !b || more.length > 0) throw usageError('compare takes two runs: npm run load -- compare <run> <run>');
    return { what, runs: [a, b] };
  }
  if (rest.length > 0) throw usageError(`${rest.join(' ')} is too much after ${what}`);
  if (what === 'list') return { what };
  const scenario = scenarioNames.find(name => name === what);
  if (!scenario) throw usageError(`there is no scenario ${what}; there are ${scenarioNames.join(', ')}`);
  return {
    what: 'run',
    scenario,
    options: {
      baseUrl: values['base-url'],
      allowRemote: values['allow-remote'] ?? false,
      objectiveFactor: numberFrom('--objective-factor', values['objective-factor'], mostObjectiveFactor) ?? 1,
      seconds: numberFrom('--seconds', values.seconds, mostSeconds),
      rate: numberFrom('--rate', values.rate, mostRate),
    },
  };
}
