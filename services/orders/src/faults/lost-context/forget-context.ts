import { context, ROOT_CONTEXT } from '@opentelemetry/api';

/** Makes some calls outside the context of whoever asks for them: what follows knows of no request. */
export function forgetContext<Arguments extends unknown[], Result>(
  call: (...given: Arguments) => Promise<Result>,
  percent: number,
): (...given: Arguments) => Promise<Result> {
  return (...given) =>
    Math.random() * 100 < percent ? context.with(ROOT_CONTEXT, () => call(...given)) : call(...given);
}
