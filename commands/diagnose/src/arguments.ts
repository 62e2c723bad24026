import { usageError } from '@spanshop/shared/errors';
import { readOptions, refuseWords } from '@spanshop/terminal';
import { parseWindowSpec, type WindowSpec } from './window-spec.ts';

export const defaultSource = 'http://localhost:16686';

export const help = `npm run diagnose -- <what>

  --baseline <window> --degraded <window>   compare two windows and name the bottleneck; with --baseline more than once,
                                            one that stands against each of them
  audit <window>                            check that traces are whole
  path <trace id>                           the critical path of one trace
  top <window>                              where the time goes

A window is a file (JSON of OTLP, Jaeger, Tempo or Zipkin, also packed), the last minutes (5m), a stretch of time
(-20m..-10m, -10m..now, 2026-01-01T10:00:00Z..2026-01-01T10:05:00Z), or the folder of a recorded load test (runs/<id>).

  --source <url>        query API v3 of Jaeger; default ${defaultSource}
  --file <path>         path: the file to look for the trace in, instead of the source
  --service <name>      services at which traces begin; found out when not given; may be repeated
  --expect <file>       audit: a JSON file of expectations (services, baggage, skewMs, kills)
  --deadline <seconds>  for each call of the source; default 30
  --json                print JSON instead of text; --json-schema prints its schema
  --html <file>         also write the diagnosis as one self-contained page
  --help                this text

Exit code: 0 done; 1 the audit found defects, or there is no such trace; 2 the input cannot be used.`;

export interface SourceOptions {
  readonly source: string;
  readonly entryServices: readonly string[] | undefined;
  readonly deadlineMs: number;
}

export type Command = { readonly options: SourceOptions; readonly json: boolean } & (
  | { readonly what: 'help' }
  | { readonly what: 'schema' }
  | {
      readonly what: 'diagnose';
      /** One at least. */
      readonly baselines: readonly [WindowSpec, ...WindowSpec[]];
      readonly degraded: WindowSpec;
      readonly html: string | undefined;
    }
  | { readonly what: 'audit'; readonly window: WindowSpec; readonly expect: string | undefined }
  | { readonly what: 'top'; readonly window: WindowSpec }
  | { readonly what: 'path'; readonly traceId: string; readonly file: string | undefined }
);

/** @throws SentenceError with exit code 2 */
export function readArguments(given: readonly string[], nowUnixMs: number): Command {
  const { values, positionals } = readOptions('npm run diagnose', joinNegative(given), optionsKnown);
  const deadlineMs = Number(values.deadline ?? '30') * 1000;
  if (!(deadlineMs > 0)) throw usageError(`--deadline ${values.deadline} is no number of seconds.`);
  const source = values.source ?? defaultSource;
  if (!/^https?:\/\//.test(source)) throw usageError(`--source ${source} is no http address.`);
  const common = { options: { source, entryServices: values.service, deadlineMs }, json: values.json ?? false };

  if (values.help) return { ...common, what: 'help' };
  if (values['json-schema']) return { ...common, what: 'schema' };
  const [what, subject, ...rest] = positionals;
  refuseWords('npm run diagnose', rest);
  if (what === undefined) return { ...common, ...comparedWindows(values, nowUnixMs) };
  if (what !== 'audit' && what !== 'top' && what !== 'path')
    throw usageError(`There is no "${what}"; see npm run diagnose -- --help`);
  if (subject === undefined)
    throw usageError(`${what} of what? A ${what === 'path' ? 'trace id' : 'window'} is missing.`);
  if (what === 'path') return { ...common, what, traceId: traceIdOf(subject), file: values.file };
  const window = parseWindowSpec(subject, nowUnixMs);
  return what === 'top' ? { ...common, what, window } : { ...common, what, window, expect: values.expect };
}

function comparedWindows(values: { baseline?: string[]; degraded?: string; html?: string }, nowUnixMs: number) {
  const [first, ...others] = values.baseline ?? [];
  if (first === undefined || values.degraded === undefined) {
    throw usageError('Both --baseline and --degraded are needed; see npm run diagnose -- --help');
  }
  const specOf = (text: string) => parseWindowSpec(text, nowUnixMs);
  const baselines: [WindowSpec, ...WindowSpec[]] = [specOf(first), ...others.map(specOf)];
  return { what: 'diagnose' as const, baselines, degraded: specOf(values.degraded), html: values.html };
}

function traceIdOf(text: string): string {
  if (!/^[0-9a-f]{1,32}$/i.test(text)) throw usageError(`${text} is no trace id: up to 32 hexadecimal digits.`);
  return text.toLowerCase().padStart(32, '0');
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const optionsKnown = {
  baseline: { type: 'string', multiple: true },
  degraded: text,
  source: text,
  file: text,
  expect: text,
  deadline: text,
  html: text,
  service: { type: 'string', multiple: true },
  json: flag,
  'json-schema': flag,
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * `-20m..-10m` looks like an option. After an option it is joined to it; by itself it goes behind a `--` at the end, where
 * nothing is an option any more.
 */
function joinNegative(given: readonly string[]): string[] {
  const joined: string[] = [];
  const windows: string[] = [];
  for (const argument of given) {
    const last = joined.at(-1);
    if (!/^-\d/.test(argument)) joined.push(argument);
    else if (last?.startsWith('--') && !last.includes('=')) joined[joined.length - 1] = `${last}=${argument}`;
    else windows.push(argument);
  }
  return windows.length === 0 ? joined : [...joined, '--', ...windows];
}
