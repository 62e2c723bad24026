import type { AppError } from '@spanshop/shared/errors';
import { invalid } from '../http/refusals.ts';

/**
 * A trace id as Jaeger takes it: up to 32 hexadecimal digits of either case, leading zeros may be left out.
 * @returns 32 lower-case digits.
 * @throws AppError 400 for anything else.
 */
export function parseTraceId(value: string): string {
  if (value.length > 32) throw malformed('longer than 32 hexadecimal digits');
  if (!/^[0-9a-f]+$/i.test(value)) throw malformed(`${JSON.stringify(value)} is not hexadecimal`);
  return value.toLowerCase().padStart(32, '0');
}

function malformed(reason: string): AppError {
  return invalid(`malformed parameter trace_id: ${reason}`);
}
