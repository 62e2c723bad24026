import type { Parameters } from '../data/parameters.ts';

/** What the address of the traces page may say: the search, and how its results are shown. */
export const searchNames = [
  'service',
  'operation',
  'lookback',
  'from',
  'to',
  'min',
  'max',
  'failed',
  'tags',
  'limit',
] as const;

export type Search = Parameters<(typeof searchNames)[number]>;

export const lookbacks = [
  { ms: '60000', words: 'last minute' },
  { ms: '300000', words: 'last 5 minutes' },
  { ms: '900000', words: 'last 15 minutes' },
  { ms: '3600000', words: 'last hour' },
  { ms: '21600000', words: 'last 6 hours' },
  { ms: '86400000', words: 'last day' },
] as const;

export const defaultLookbackMs = '3600000';
export const limits = ['20', '100', '200', '400'] as const;
export const defaultLimit = '100';

/** The address of the console's service that answers the search. */
export function searchAddress(search: Search): string {
  return `/api/traces?${new URLSearchParams(search as Record<string, string>)}`;
}

/** Whether anything narrows the search but time and number. */
export function isNarrowed({ service, operation, min, max, failed, tags }: Search): boolean {
  return [service, operation, min, max, failed, tags].some(Boolean);
}

/** The tags with one more that has to hold, or without it where it is there. */
export function toggledTag(tags: string | undefined, key: string, value: string): string {
  const tag = `${key}=${/\s/.test(value) ? `"${value}"` : value}`;
  const others = tagsIn(tags).filter(each => each !== tag);
  return hasTag(tags, key, value) ? others.join(' ') : [...others, tag].join(' ');
}

export function hasTag(tags: string | undefined, key: string, value: string): boolean {
  return tagsIn(tags).includes(`${key}=${/\s/.test(value) ? `"${value}"` : value}`);
}

function tagsIn(tags = ''): string[] {
  return tags.match(/[^\s=]+=(?:"[^"]*"|\S*)/g) ?? [];
}
