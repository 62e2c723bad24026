import { randomInt } from 'node:crypto';
import type { Wish } from '@spanshop/labs/blind';
import { findFault } from '@spanshop/labs/catalogue';
import { checkScope, type Scope, type Switch } from '@spanshop/labs/flags';
import { usageError } from '@spanshop/shared/errors';
import type { Fault, Magnitude } from '@spanshop/shared/faults';
import { aNumberUpTo, numberFrom, readOptions, refuseWords, wholeNumberFrom } from '@spanshop/terminal';
import { answerFrom } from './answer-from.ts';
import type { GameDayArguments } from './play-game-day.ts';

export type Command =
  | { what: 'help' }
  | { what: 'list' }
  | { what: 'show'; fault: Fault }
  | { what: 'status' }
  | { what: 'on'; on: Switch }
  | ({ what: 'run'; fault: Fault } & ExperimentArguments)
  | ({ what: 'start'; wish: Wish } & ExperimentArguments)
  | { what: 'hint' }
  | { what: 'answer'; answer: { service: string; operation: string; kind: string } }
  | { what: 'reveal' }
  | ({ what: 'game-day' } & GameDayArguments)
  | { what: 'off'; fault: Fault | undefined };

/** How hard a fault is, and who comes meanwhile. */
export interface ExperimentArguments {
  magnitude: Magnitude;
  seed: number;
  visitsPerSecond: number | undefined;
  seconds: number | undefined;
}

const mostVisitsPerSecond = 200;
const mostSeconds = 600;
const mostMinutes = 480;
const mostSeed = 1_000_000;

const options = {
  magnitude: { type: 'string', takes: '1, 2 or 3' },
  tenant: { type: 'string', takes: 'the name of a storefront' },
  share: { type: 'string', takes: 'a whole number of percent, such as 10%' },
  seed: { type: 'string', takes: `a whole number up to ${mostSeed}` },
  seconds: { type: 'string', takes: aNumberUpTo(mostSeconds) },
  'visits-per-second': { type: 'string', takes: aNumberUpTo(mostVisitsPerSecond) },
  minutes: { type: 'string', takes: aNumberUpTo(mostMinutes) },
  help: { type: 'boolean', short: 'h' },
} as const;

const experiment = ['magnitude', 'seed', 'seconds', 'visits-per-second'] as const;

/** What each verb takes beside its words. */
const takenBy: Readonly<Record<string, readonly string[]>> = {
  on: ['magnitude', 'tenant', 'share'],
  run: experiment,
  start: experiment,
  'game-day': ['seed', 'minutes', 'visits-per-second'],
};

/** @throws SentenceError with exit code 2 */
export function readArguments(given: readonly string[]): Command {
  const { values, positionals } = readOptions('npm run lab', given, options);
  if (values.help) return { what: 'help' };
  const [what, name, ...rest] = positionals;
  if (what !== undefined) refuseOptions(what, Object.keys(values));
  if (what !== 'answer') refuseWords('npm run lab', rest);
  switch (what) {
    case 'list':
    case 'status':
    case 'hint':
    case 'reveal':
      refuseWords('npm run lab', positionals.slice(1));
      return { what };
    case 'show':
      return { what, fault: named(what, name) };
    case 'off':
      return { what, fault: name === undefined ? undefined : findFault(name) };
    case 'on': {
      const fault = named(what, name);
      const scope = scopeOf(values);
      checkScope(fault, scope);
      return { what, on: { fault, magnitude: magnitudeOf(values.magnitude), scope } };
    }
    case 'run':
      return { what, fault: named(what, name), ...experimentOf(values, '1') };
    case 'start':
      return { what, wish: wishOf(name), ...experimentOf(values, anySeed()) };
    case 'game-day':
      refuseWords('npm run lab', positionals.slice(1));
      return { what, ...gameDayOf(values) };
    case 'answer':
      return { what, answer: answerFrom(positionals.slice(1)) };
    case undefined:
      throw usageError('say what to do: npm run lab -- list, or -- --help');
    default:
      throw usageError(`${what} is nothing that npm run lab does; see npm run lab -- --help`);
  }
}

function refuseOptions(what: string, given: readonly string[]): void {
  const wrong = given.find(name => !(takenBy[what] ?? []).includes(name));
  if (wrong) throw usageError(`--${wrong} is not for ${what}; see npm run lab -- --help`);
}

function named(what: string, name: string | undefined): Fault {
  if (name === undefined) throw usageError(`say which: npm run lab -- ${what} <fault>; npm run lab -- list names them`);
  return findFault(name);
}

function wishOf(name = 'random'): Wish {
  return name === 'random' || name === 'tracing' ? name : findFault(name);
}

function anySeed(): string {
  return String(randomInt(mostSeed));
}

type Values = Partial<Record<'magnitude' | 'seed' | 'seconds' | 'visits-per-second', string>>;

function experimentOf(values: Values, usualSeed: string): ExperimentArguments {
  return {
    magnitude: magnitudeOf(values.magnitude),
    seed: wholeNumberFrom('--seed', values.seed ?? usualSeed, 0, mostSeed),
    seconds: numberFrom('--seconds', values.seconds, mostSeconds),
    visitsPerSecond: numberFrom('--visits-per-second', values['visits-per-second'], mostVisitsPerSecond),
  };
}

/** A seed has to be said, since it is what two people share. */
function gameDayOf(values: Values & { minutes?: string | undefined }): GameDayArguments {
  if (values.seed === undefined || values.minutes === undefined) {
    throw usageError('say which game and how long: npm run lab -- game-day --seed <n> --minutes <n>');
  }
  const { seed, visitsPerSecond } = experimentOf(values, '');
  return { seed, visitsPerSecond, minutes: numberFrom('--minutes', values.minutes, mostMinutes) as number };
}

function magnitudeOf(given = '2'): Magnitude {
  if (!/^[123]$/.test(given)) throw usageError('--magnitude takes 1, 2 or 3');
  return Number(given) as Magnitude;
}

function scopeOf({ tenant, share }: { tenant?: string; share?: string }): Scope {
  if (tenant !== undefined && share !== undefined) throw usageError('--tenant and --share exclude each other');
  if (tenant !== undefined) {
    if (!/^[a-z][a-z0-9-]{0,30}$/.test(tenant))
      throw usageError(`--tenant takes the name of a storefront, not ${tenant}`);
    return { of: 'tenant', tenant };
  }
  if (share === undefined) return { of: 'all' };
  const percent = Number(/^(\d{1,2}|100)%?$/.exec(share)?.[1] ?? 0);
  if (percent === 0)
    throw usageError(`--share takes a whole number of percent from 1 to 100, such as 10%, not ${share}`);
  return { of: 'customers', percent };
}
