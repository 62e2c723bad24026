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

/** Whether an error began at this span: it failed and none of its children did. */
export function originatesFailure(trace: Trace, position: number): boolean {
  if (trace.spans[position]?.status !== 'error') return false;
  return childrenOf(trace.tree, position).every(child => trace.spans[child]?.status !== 'error');
}
