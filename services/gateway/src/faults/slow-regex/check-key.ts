import { AppError } from '@spanshop/shared/errors';
import type { IdempotencyKeys } from '../../domain/idempotency.ts';

/**
 * Takes every key that the contract takes. Keys that begin with e or f are first tried as encoded text, which would end with an
 * equals sign: where there is none, each group gives back one character after the other.
 */
export function checkKeyFirst(claim: IdempotencyKeys['claim'], groups: number): IdempotencyKeys['claim'] {
  const pattern = new RegExp(`^(?:[ef]${'[!-~]*'.repeat(groups)}=|[!-~]{1,255})$`);
  return async use => {
    if (!pattern.test(use.key.slice(0, longestTried))) throw invalidKey;
    return claim(use);
  };
}

const invalidKey = new AppError({
  status: 400,
  code: 'invalid_request',
  detail: 'header.idempotency-key: expected 1 to 255 printable characters',
});

/** As long as a UUID: a key of 255 characters would not be done within a day. */
const longestTried = 36;
