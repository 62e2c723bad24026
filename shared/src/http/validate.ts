import type { z } from 'zod';
import { AppError } from '../errors/index.ts';
import { describeIssue } from '../validation/index.ts';

const problemsNamed = 10;

/**
 * Reads outside input by its schema.
 *
 * @param part which part of the request it is, for the message: `body`, `query`, `path` or `header`
 * @throws AppError 400 whose detail names the fields that are wrong, ten at most
 */
export function validate<Schema extends z.ZodType>(schema: Schema, input: unknown, part: string): z.infer<Schema> {
  const result = schema.safeParse(input ?? {}, { error: describeIssue });
  if (result.success) return result.data;
  const problems = result.error.issues
    .slice(0, problemsNamed)
    .map(({ path, message }) => `${[part, ...path].join('.')}: ${message}`);
  throw new AppError({ status: 400, code: 'invalid_request', detail: problems.join('; ') });
}
