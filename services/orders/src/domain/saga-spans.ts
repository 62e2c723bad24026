import type { Span } from '@opentelemetry/api';
import { attribute, failSpan, inSpan, type SpanSettings } from '@spanshop/shared/telemetry';
import { tracer } from '../tracer.ts';
import type { Saga } from './saga.ts';

/** Runs one step of a saga in a span of its own and notes on the saga's span how it ended. */
export type Step = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** The span around a whole saga, or around the part of it that this process does. */
export function inSaga<T>(
  name: string,
  saga: Saga,
  work: (step: Step) => Promise<T>,
  settings: SpanSettings = {},
): Promise<T> {
  const attributes = {
    ...settings.attributes,
    [attribute.orderId]: saga.orderId,
    [attribute.sagaVersion]: saga.version,
  };
  return inSpan(tracer, name, { ...settings, attributes }, span => work(stepOf(span)));
}

function stepOf(sagaSpan: Span): Step {
  return (name, work) =>
    inSpan(tracer, name, { attributes: { [attribute.sagaStep]: name } }, async () => {
      try {
        const result = await work();
        sagaSpan.addEvent('step done', { [attribute.sagaStep]: name });
        return result;
      } catch (error) {
        sagaSpan.addEvent('step failed', { [attribute.sagaStep]: name });
        failSpan(sagaSpan, error);
        throw error;
      }
    });
}
