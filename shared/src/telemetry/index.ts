export { attribute, shopBaggage } from './attributes.ts';
export { type Carrier, extractCarrier, injectCarrier, spanContextOf } from './carrier.ts';
export { annotateOrder, annotateOrderId } from './order-attributes.ts';
export { type OutgoingCall, runAsOutgoingCall } from './outgoing-call.ts';
export { type TelemetryRuntime, telemetryRuntime } from './runtime.ts';
export { activeTraceId, failSpan, inSpan, runWithBaggage, type SpanSettings } from './spans.ts';
export { traceResponse, traceResponseHeaders } from './trace-response.ts';
export { leaveUntraced } from './untraced-requests.ts';
