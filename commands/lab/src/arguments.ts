import { findFault } from '@spanshop/labs/catalogue';
import { checkScope, type Scope, type Switch } from '@spanshop/labs/flags';
import { usageError } from '@spanshop/shared/errors';
import type { Fault, Magnitude } from '@spanshop/shared/faults';
import { aNumberUpTo, readOptions, refuseWords } from '@spanshop/terminal';

export type Command =
  | { what: 'help' }
  | { what: 'list' }
  | { what: 'show'; fault: Fault }
  | { what: 'status' }
  | { what: 'on'; on: Switch }
  | { what: 'off'; fault: Fault | undefined };

export const help = `npm run lab -- <what>

  list                      what can go wrong in this shop, on purpose
  show <fault>              its mechanism, what a user feels, how to see it, and its cure
  on <fault>                switches it on in the shop that runs; several may be on at once
  off [<fault>]             switches it off, or all of them, and puts back what they changed
  status                    what is on

  --magnitude <1..3>        how hard: 1 is seen by who looks, 2 is felt (default), 3 breaks objectives
  --tenant <storefront>     for one storefront only
  --share <percent>         for a share of the customers only, such as 10%
  --help                    this text

Faults are real: an index is really dropped, a connection really leaked. They count in every process within a second, and none
of them is named in any span, log or metric. The shop is the one that runs on this machine (npm run demo, or npm run compose).

Exit code: 0; 2 wrong arguments; 1 no shop, no lab mode, or the change did not take effect everywhere; 130 interrupted.`;

const options = {
  magnitude: { type: 'string', takes: '1, 2 or 3' },
  tenant: { type: 'string', takes: 'the name of a storefront' },
  share: { type: 'string', takes: aNumberUpTo(100) },
  help: { type: 'boolean', short: 'h' },
} as const;

/** @throws SentenceError with exit code 2 */
export function readArguments(given: readonly string[]): Command {
  const { values, positionals } = readOptions('npm run lab', given, options);
  if (values.help) return { what: 'help' };
  const [what, name, ...rest] = positionals;
  refuseWords('npm run lab', rest);
  switch (what) {
    case 'list':
    case 'status':
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
    case undefined:
      throw usageError('say what to do: npm run lab -- list, or -- --help');
    default:
      throw usageError(`${what} is nothing that npm run lab does; see npm run lab -- --help`);
  }
}

function named(what: string, name: string | undefined): Fault {
  if (name === undefined) throw usageError(`say which: npm run lab -- ${what} <fault>; npm run lab -- list names them`);
  return findFault(name);
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
