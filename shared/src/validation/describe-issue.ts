import type { z } from 'zod';

/** Characters of a message at most; input may name any number of fields, of any length. */
const longestMessage = 200;

/**
 * Says in plain words what is wrong with a value, for people who do not know zod. Messages that a schema gives itself come
 * first.
 *
 * @returns undefined where zod's own words will do
 */
export function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  return describe(issue)?.slice(0, longestMessage);
}

function describe(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `expected ${typeNames[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return issue.input === undefined ? 'is missing' : `expected ${issue.values.join(' or ')}`;
    case 'invalid_format':
      return issue.format === 'uuid' ? 'expected a UUID' : undefined;
    case 'unrecognized_keys':
      return `has no field ${issue.keys.map(key => JSON.stringify(key)).join(' or ')}`;
    case 'too_small':
      return `expected at least ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `expected at most ${issue.maximum}${unitOf(issue.origin)}`;
    default:
      return undefined;
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' entries' : '';
}
