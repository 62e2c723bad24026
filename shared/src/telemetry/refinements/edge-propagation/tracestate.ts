import { trimOptionalWhitespace } from './header-values.ts';

const maximumMembers = 32;
const keyPattern = /^(?:[a-z][a-z0-9_*/-]{0,255}|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13})$/;
const valuePattern = /^[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/;

/**
 * Joins and checks the received tracestate values by W3C Trace Context, section 3.3.
 *
 * Empty members and whitespace around members are allowed and removed. Of members with the same key the first, which is
 * the most recent one, stays. Anything else that breaks the rules drops the whole list, because a list with holes says
 * something that nobody wrote: an illegal key or value, a member without `=`, more than 32 members. Keys follow level 1
 * (a vendor, or a tenant `@` a vendor), as the SDK and W3C's harness do; level 2's text is looser about digits and `@`.
 *
 * @returns the list in one line, or undefined if it is invalid or empty
 */
export function parseTracestate(values: readonly string[]): string | undefined {
  const members = new Map<string, string>();
  let count = 0;
  for (const part of values.join(',').split(',')) {
    const member = trimOptionalWhitespace(part);
    if (member === '') continue;
    count += 1;
    const separator = member.indexOf('=');
    const key = member.slice(0, separator);
    const valid = separator > 0 && keyPattern.test(key) && valuePattern.test(member.slice(separator + 1));
    if (!valid || count > maximumMembers) return undefined;
    if (!members.has(key)) members.set(key, member);
  }
  return [...members.values()].join(',') || undefined;
}
