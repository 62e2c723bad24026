import { trimOptionalWhitespace } from './header-values.ts';

const maximumMembers = 32;
const keyPattern = /^(?:[a-z][a-z0-9_*/-]{0,255}|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13})$/;
const valuePattern = /^[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/;

/**
 * Joins and checks the received tracestate values by W3C Trace Context, section 3.3.
 *
 * Empty members and whitespace around members are allowed and removed. Of members with the same key the first, which is
 * the most recent one, stays. Anything else that breaks the rules drops the whole list, because a list with holes says
 * something that nobody wrote: an illegal key or value, a member without `=`, more than 32 members.
 *
 * @returns the list in one line, or undefined if it is invalid or empty
 */
export function parseTracestate(values: readonly string[]): string | undefined {
  const members = values
    .flatMap(value => value.split(','))
    .map(trimOptionalWhitespace)
    .filter(member => member !== '');
  if (members.length > maximumMembers || !members.every(isValidMember)) return undefined;
  return firstOfEachKey(members).join(',') || undefined;
}

function isValidMember(member: string): boolean {
  const separator = member.indexOf('=');
  return keyPattern.test(member.slice(0, separator)) && valuePattern.test(member.slice(separator + 1));
}

function firstOfEachKey(members: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return members.filter(member => {
    const key = member.slice(0, member.indexOf('='));
    return !seen.has(key) && seen.add(key);
  });
}
