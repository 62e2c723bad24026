/**
 * A point in time as two exact numbers: a 64-bit count of nanoseconds does not fit a double (1.7e18 > 2^53), and a
 * bigint for every span costs more than the rest of the reader.
 */
export interface UnixTime {
  readonly second: number;
  /** 0 to 999,999,999. */
  readonly nano: number;
}

const nanoPerSecond = 1_000_000_000;
const lastSecond = 9_223_372_036; // 2262, the end of signed 64-bit nanoseconds

/** From decimal nanoseconds (OTLP JSON writes them as a string). Undefined for zero, negatives, NaN and noise. */
export function unixTimeFromNano(value: unknown): UnixTime | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? unixTimeFromMicro(value / 1000) : undefined;
  if (typeof value !== 'string' || !/^\d{1,19}$/.test(value)) return undefined;
  const second = value.length > 9 ? Number(value.slice(0, -9)) : 0;
  const nano = Number(value.slice(-9));
  return plausible(second, nano);
}

/** From microseconds (Jaeger's and Zipkin's JSON), fractions kept to the nanosecond. */
export function unixTimeFromMicro(value: unknown): UnixTime | undefined {
  const micro = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof micro !== 'number' || !Number.isFinite(micro) || micro <= 0) return undefined;
  const second = Math.floor(micro / 1_000_000);
  const nano = Math.round((micro - second * 1_000_000) * 1000);
  return nano >= nanoPerSecond ? plausible(second + 1, nano - nanoPerSecond) : plausible(second, nano);
}

/**
 * A duration in microseconds that may be negative: an exporter that subtracts in unsigned 64 bits writes one that ends
 * before it starts as 18446744073709517944.
 */
export function signedMicro(micro: number): number {
  return micro >= 2 ** 63 ? micro - 2 ** 64 : micro;
}

/** A later point: `nano` may exceed a second. */
export function addNano(time: UnixTime, nano: number): UnixTime {
  const total = time.nano + nano;
  const carry = Math.floor(total / nanoPerSecond);
  return { second: time.second + carry, nano: total - carry * nanoPerSecond };
}

/** Nanoseconds from the start of `epochSecond`; exact for 104 days either way. */
export function nanoSince(epochSecond: number, time: UnixTime): number {
  return (time.second - epochSecond) * nanoPerSecond + time.nano;
}

function plausible(second: number, nano: number): UnixTime | undefined {
  if (second > lastSecond || (second === 0 && nano === 0)) return undefined;
  return { second, nano };
}
