import { type TextMapPropagator, trace } from '@opentelemetry/api';
import { B3_CONTEXT_HEADER, B3InjectEncoding, B3Propagator } from '@opentelemetry/propagator-b3';
import { readHeaderValues } from './header-values.ts';
import { rememberInboundTrace } from './random-trace-id.ts';

const singleHeaderPattern = /^(?:[0-9a-f]{16}){1,2}-[0-9a-f]{16}(?:-[01d](?:-[0-9a-f]{16})?)?$/;

/**
 * The stock B3 propagator, made strict: it reads both forms and writes one.
 *
 * Stock 3.1.0 finds its ids anywhere in the `b3` header and takes the first of several headers; here a header that is
 * not one B3 context from end to end is not read at all. The debug flag counts as sampled and is not passed on, since
 * with it an outside caller could overrule the sampling decision of every service behind the first.
 */
export function createB3Propagator(options: { readonly multipleHeaders: boolean }): TextMapPropagator {
  const injectEncoding = options.multipleHeaders ? B3InjectEncoding.MULTI_HEADER : B3InjectEncoding.SINGLE_HEADER;
  const stock = new B3Propagator({ injectEncoding });
  return {
    fields: () => stock.fields(),
    inject: (context, carrier, setter) => stock.inject(context, carrier, setter),
    extract(context, carrier, getter) {
      if (getter.get(carrier, B3_CONTEXT_HEADER) !== undefined) {
        const [value, ...others] = readHeaderValues(carrier, getter, B3_CONTEXT_HEADER);
        if (value === undefined || others.length > 0 || !singleHeaderPattern.test(value)) return context;
      }
      const spanContext = trace.getSpanContext(stock.extract(trace.deleteSpan(context), carrier, getter));
      if (spanContext === undefined) return context;
      const remembered = rememberInboundTrace(context, spanContext);
      return trace.setSpanContext(remembered, spanContext);
    },
  };
}
