import type { Int64 } from './messages.ts';

/** The unsigned value of a fixed64. */
export function toUnsigned(value: Int64): bigint {
  return (BigInt(value.high >>> 0) << 32n) | BigInt(value.low >>> 0);
}

/** The signed value of an int64. */
export function toSigned(value: Int64): bigint {
  return BigInt.asIntN(64, toUnsigned(value));
}

/** The halves of any 64-bit value; what does not fit wraps around. */
export function fromBigInt(value: bigint): Int64 {
  return {
    low: Number(BigInt.asIntN(32, value)),
    high: Number(BigInt.asIntN(32, value >> 32n)),
    unsigned: value >= 0n,
  };
}
