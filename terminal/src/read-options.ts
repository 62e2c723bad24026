import { type ParseArgsOptionDescriptor, parseArgs } from 'node:util';
import { type SentenceError, usageError } from '@spanshop/shared/errors';

/** An option of node:util's parseArgs, and in words what its value has to be. */
export interface Option extends ParseArgsOptionDescriptor {
  takes?: string;
}

/**
 * Reads arguments by node:util's parseArgs, which refuses what it does not know.
 *
 * @param command as people type it, such as `npm run demo` or `npm run bench -- baggage`
 * @throws SentenceError with exit code 2 that names the argument
 */
export function readOptions<const Options extends Readonly<Record<string, Option>>>(
  command: string,
  given: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...given], options, allowPositionals: true });
  } catch (error) {
    throw refusal(command, given, options, error as NodeJS.ErrnoException);
  }
}

/** @throws SentenceError with exit code 2 where there is a word too much */
export function refuseWords(command: string, words: readonly string[]): void {
  if (words[0] !== undefined) throw notAnArgument(command, words[0]);
}

function refusal(
  command: string,
  given: readonly string[],
  options: Readonly<Record<string, Option>>,
  error: NodeJS.ErrnoException,
): SentenceError {
  const [, named = ''] = /'(?:-\w, )?(-{1,2}[^' ]+)/.exec(error.message) ?? [];
  const takes = options[named.replace(/^-+/, '')]?.takes;
  if (error.code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' && takes) return usageError(`${named} takes ${takes}`);
  return notAnArgument(command, given.find(argument => argument.startsWith(named)) ?? named);
}

function notAnArgument(command: string, argument: string): SentenceError {
  // npm takes the first `--` for itself, and a command that has one already needs no second.
  const help = command.includes(' -- ') ? '--help' : '-- --help';
  return usageError(`${argument} is not an argument of ${command}; see ${command} ${help}`);
}
