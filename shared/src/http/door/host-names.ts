import { isIP } from 'node:net';

const authorityPattern = /^(\[[0-9a-f:.]+\]|[^\s:[\]/?#@\\]+?)\.?(?::\d{0,5})?$/i;

/** The name in `name:port`, in lower case and without the brackets of an IPv6 address; undefined where it is none. */
export function nameOf(authority: string): string | undefined {
  const name = authorityPattern.exec(authority)?.[1]?.toLowerCase();
  return name?.startsWith('[') ? name.slice(1, -1) : name;
}

/**
 * Whether a listener may be called so. An address is always good: only a name can be made to resolve to another machine
 * after a page was loaded from it (DNS rebinding). `localhost` and what lies below it never leave this machine (RFC 6761).
 */
export function isTakenAsOurs(name: string, ownNames: ReadonlySet<string>): boolean {
  return ownNames.has(name) || name === 'localhost' || name.endsWith('.localhost') || isIP(name) !== 0;
}
