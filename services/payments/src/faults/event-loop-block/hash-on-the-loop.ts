import { pbkdf2Sync } from 'node:crypto';
import type { ChargeOrder } from '../../domain/charge-card.ts';

const salt = 'card fingerprints';
const fingerprintBytes = 32;

/** Makes a fingerprint of the card before it is charged, as for telling later whether it was seen before, and waits for it. */
export function hashOnTheLoop(charge: ChargeOrder, thousandRounds: number): ChargeOrder {
  return async request => {
    pbkdf2Sync(request.paymentToken, salt, thousandRounds * 1_000, fingerprintBytes, 'sha256');
    return charge(request);
  };
}
