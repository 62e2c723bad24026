import { scrypt as scryptWithCallback } from 'node:crypto';
import { promisify } from 'node:util';
import type { ChargeOrder } from '../../domain/charge-card.ts';

const scrypt = promisify(scryptWithCallback);
const hashBytes = 32;

/** Hashes the card's token under each key, all at once, before it is charged. Each hash has a thread of libuv's to itself. */
export function hashAsPassword(charge: ChargeOrder, keys: number): ChargeOrder {
  return async request => {
    await Promise.all(Array.from({ length: keys }, (_, key) => scrypt(request.paymentToken, `key ${key}`, hashBytes)));
    return charge(request);
  };
}
