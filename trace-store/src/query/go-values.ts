import { z } from 'zod';

const dateTime = z.iso.datetime({ offset: true });

/**
 * Nanoseconds since 1970 of an RFC 3339 time with up to nine digits of fraction, or undefined when it is none.
 */
export function parseRfc3339(value: string): bigint | undefined {
  const parts = /^(.{19})(?:\.(\d{1,9})\d*)?(Z|[+-]\d\d:\d\d)$/.exec(value);
  if (parts === null || !dateTime.safeParse(value).success) return undefined;
  const [, seconds, fraction = '', offset] = parts;
  return BigInt(Date.parse(`${seconds}${offset}`)) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
}

const nanosecondsPerUnit: Record<string, number> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/** Go's durations are signed 64-bit integers. */
const mostNano = 2n ** 63n - 1n;

/**
 * Nanoseconds of a duration as Go writes it (`1.5s`, `250ms`, `1h30m`, `0`), or undefined when it is none or longer than
 * Go can say (292 years).
 */
export function parseGoDuration(value: string): bigint | undefined {
  const parts = /^([+-]?)((?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+|0)$/.exec(value);
  if (parts === null) return undefined;
  let total = 0n;
  for (const [, amount, unit] of (parts[2] as string).matchAll(/([\d.]+)([a-zµμ]+)/g)) {
    const nano = Number(amount) * (nanosecondsPerUnit[unit as string] as number);
    if (nano > Number(mostNano)) return undefined;
    total += BigInt(Math.round(nano));
  }
  if (total > mostNano) return undefined;
  return parts[1] === '-' ? -total : total;
}

/** True or false as Go reads it, or undefined when it is neither. */
export function parseGoBoolean(value: string): boolean | undefined {
  if (/^(1|t|T|TRUE|true|True)$/.test(value)) return true;
  return /^(0|f|F|FALSE|false|False)$/.test(value) ? false : undefined;
}
