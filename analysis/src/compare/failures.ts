import { childrenOf, firstNumber, firstText, names, type Span, type Trace } from '../model/index.ts';

const timeout =
  /time[-_ ]?(d[-_ ]?)?out|deadline|ETIMEDOUT|ECONNABORTED|ESOCKETTIMEDOUT|UND_ERR_(HEADERS|BODY)_TIMEOUT|abort/i;
const timeoutStatus: ReadonlySet<number> = new Set([408, 504]);

/** Whether a failed span says that somebody stopped waiting. */
export function isTimeout(span: Span): boolean {
  if (span.status !== 'error') return false;
  if (timeoutStatus.has(firstNumber(span.attributes, names.httpStatus) ?? 0)) return true;
  if (timeout.test(firstText(span.attributes, names.errorType) ?? '') || timeout.test(span.statusMessage)) return true;
  return span.events.some(
    event =>
      event.name === 'exception' &&
      timeout.test(`${event.attributes['exception.type']} ${event.attributes['exception.message']}`),
  );
}

/**
 * Whether an error began at this span, as far as one trace can tell: it failed, and nothing below that it may have waited for
 * did. What lies between need not have failed: a service that answers "the order has failed" has answered well.
 *
 *     gateway   |-------------- error --|
 *     orders      |---------- 201 ----|
 *     payments       |-- error --|          began here
 */
export function originatesFailure(trace: Trace, position: number): boolean {
  const failed = trace.spans[position] as Span;
  if (failed.status !== 'error') return false;
  const below = [...childrenOf(trace.tree, position)];
  for (let at = below.pop(); at !== undefined; at = below.pop()) {
    const span = trace.spans[at] as Span;
    if (span.kind === 'consumer' || span.startNano >= failed.endNano) continue;
    if (span.status === 'error') return false;
    below.push(...childrenOf(trace.tree, at));
  }
  return true;
}
