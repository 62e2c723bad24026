import { parseArgs } from 'node:util';
import { usageError } from '@spanshop/shared/errors';

export interface RunArguments {
  help: boolean;
  /** Say which lines no test reaches. */
  coverage: boolean;
  /** Files or glob patterns; all tests when empty. */
  patterns: readonly string[];
  /** Handed to node's test runner as they are. */
  flags: readonly string[];
}

/** Flags of node's test runner that take a value, which may follow after a space. */
const valued = [
  'test-name-pattern',
  'test-skip-pattern',
  'test-timeout',
  'test-concurrency',
  'test-shard',
  'test-coverage-include',
  'test-coverage-exclude',
];

/**
 * Tells our arguments from those that are for node.
 *
 * @throws SentenceError with exit code 2 for an argument that is neither a path, a pattern nor a flag of the test runner
 */
export function readArguments(given: readonly string[]): RunArguments {
  const { tokens } = parseArgs({
    args: [...given],
    options: {
      help: { type: 'boolean', short: 'h' },
      coverage: { type: 'boolean' },
      ...Object.fromEntries(valued.map(name => [name, { type: 'string', multiple: true } as const])),
    },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const patterns: string[] = [];
  const flags: string[] = [];
  let help = false;
  let coverage = false;
  for (const token of tokens) {
    if (token.kind === 'positional') patterns.push(token.value);
    if (token.kind !== 'option') continue;
    if (token.name === 'help' || token.name === 'h') help = true;
    else if (token.name === 'coverage') coverage = true;
    else if (/^(experimental-)?test-/.test(token.name)) flags.push(flagOf(token.name, token.value));
    else
      throw usageError(
        `${token.rawName} is not an argument of npm test nor of node's test runner; see npm test -- --help`,
      );
  }
  return { help, coverage, patterns, flags };
}

function flagOf(name: string, value: string | undefined): string {
  return value === undefined ? `--${name}` : `--${name}=${value}`;
}
