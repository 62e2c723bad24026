import type { TraceState } from '@opentelemetry/api';
import { trimOptionalWhitespace } from './header-values.ts';

const maximumMembers = 32;
/** What is sent on; the specification asks for at least as much. Members that do not fit any more are left out whole. */
const maximumLength = 512;
const keyPattern = /^[a-z0-9][a-z0-9_*/@-]{0,255}$/;
const valuePattern = /^[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/;

/**
 * Joins and checks the received tracestate values by W3C Trace Context level 2, section 3.3.
 *
 * Empty members and whitespace around members are allowed and removed. Of members with the same key the first, which is
 * the most recent one, stays. Anything else that breaks the rules drops the whole list, because a list with holes says
 * something that nobody wrote: an illegal key or value, a member without `=`, more than 32 members.
 *
 * @returns undefined if the list is invalid or empty
 */
export function parseTracestate(values: readonly string[]): TraceState | undefined {
  const members = new Map<string, string>();
  let count = 0;
  for (const part of values.join(',').split(',')) {
    const member = trimOptionalWhitespace(part);
    if (member === '') continue;
    count += 1;
    const separator = member.indexOf('=');
    const [key, value] = [member.slice(0, separator), member.slice(separator + 1)];
    if (separator < 1 || !isMember(key, value) || count > maximumMembers) return undefined;
    if (!members.has(key)) members.set(key, value);
  }
  return members.size === 0 ? undefined : createTraceState(members);
}

function isMember(key: string, value: string): boolean {
  return keyPattern.test(key) && valuePattern.test(value);
}

/** The SDK's own TraceState (core 3.1.0) knows the keys of level 1 only, and loses the others without a word. */
function createTraceState(members: ReadonlyMap<string, string>): TraceState {
  const without = (key: string) => [...members].filter(([other]) => other !== key);
  return {
    get: key => members.get(key),
    unset: key => createTraceState(new Map(without(key))),
    // What is written last stands first.
    set: (key, value) =>
      isMember(key, value) ? createTraceState(new Map([[key, value], ...without(key)])) : createTraceState(members),
    serialize() {
      let line = '';
      for (const [key, value] of members) {
        const longer = line === '' ? `${key}=${value}` : `${line},${key}=${value}`;
        if (longer.length <= maximumLength) line = longer;
      }
      return line;
    },
  };
}
