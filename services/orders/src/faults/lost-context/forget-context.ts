import { context, ROOT_CONTEXT } from '@opentelemetry/api';
import { isHit } from '@spanshop/shared/faults';
import { lostContext } from './entry.ts';

/** Makes some calls outside the context of whoever asks for them: what follows knows of no request. */
export function forgetContext<Arguments extends unknown[], Result>(
  call: (...given: Arguments) => Promise<Result>,
  percent: number,
): (...given: Arguments) => Promise<Result> {
  return (...given) =>
    isHit(lostContext, percent) ? context.with(ROOT_CONTEXT, () => call(...given)) : call(...given);
}
