export { attribute, shopBaggage } from './attributes.ts';
export { loadRunForm } from './load-run.ts';
export { type Carrier, extractCarrier, injectCarrier, spanContextOf } from './manual/carrier.ts';
export { annotateOrder, annotateOrderId } from './manual/order-attributes.ts';
export { type OutgoingCall, runAsOutgoingCall } from './manual/outgoing-call.ts';
export { activeSpan, activeTraceId, failSpan, inSpan, runWithBaggage, type SpanSettings } from './manual/spans.ts';
export { traceResponse, traceResponseHeaders } from './manual/trace-response.ts';
export { leaveUntraced } from './manual/untraced-requests.ts';
export { type TelemetryRuntime, telemetryRuntime } from './runtime.ts';
