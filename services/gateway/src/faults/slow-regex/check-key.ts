import { AppError } from '@spanshop/shared/errors';
import type { IdempotencyKeys } from '../../domain/idempotency.ts';

/**
 * Takes what the contract takes. Keys that begin with e or f are first tried as encoded text, which would end with an equals
 * sign. Where there is none, each of the nine groups gives back one character after the other: all ways to split the key.
 */
const pattern = /^(?:[ef][!-~]*[!-~]*[!-~]*[!-~]*[!-~]*[!-~]*[!-~]*[!-~]*[!-~]*=|[!-~]+)$/;

/** @param characters of the key are looked at, no more: each further one takes a third more time */
export function checkKeyFirst(claim: IdempotencyKeys['claim'], characters: number): IdempotencyKeys['claim'] {
  return async use => {
    if (!pattern.test(use.key.slice(0, characters))) throw invalidKey;
    return claim(use);
  };
}

const invalidKey = new AppError({
  status: 400,
  code: 'invalid_request',
  detail: 'header.idempotency-key: expected 1 to 255 printable characters',
});
