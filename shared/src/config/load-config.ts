import type { z } from 'zod';
import { usageError } from '../errors/index.ts';
import { describeIssue } from '../validation/index.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Validates the environment once and freezes the result; nothing else in a service reads the environment.
 * A variable that is set to the empty string counts as unset, as docker-compose passes it.
 *
 * @throws SentenceError with exit code 2 and one line that names every variable that is missing or wrong
 */
export function loadConfig<Schema extends z.ZodType>(
  schema: Schema,
  environment: Environment,
): Readonly<z.infer<Schema>> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = schema.safeParse(given, { error: describeIssue });
  if (result.success) return Object.freeze(result.data);
  const problems = result.error.issues.map(({ code, path, message }) => {
    const name = path.join('.');
    // What is checked of the whole is about defaults too.
    const isMissing = code !== 'custom' && !(name in given);
    return `${name}: ${isMissing ? 'is missing' : message}`;
  });
  throw usageError(`invalid configuration: ${problems.join('; ')}`);
}
