import { auditTrace, type Defect, type DefectClass, type Expectations } from '@spanshop/analysis/integrity';
import { childrenOf, firstText, names, type Span, type Trace } from '@spanshop/analysis/model';

/** The services that answer within the customer's request. */
const httpServices = ['gateway', 'orders', 'inventory', 'payments'];
/** All of the shop that an order passes through; the acquirer is an outside party. */
export const insideServices = [...httpServices, 'fulfillment'];

const baggage = ['shop.tenant', 'shop.customer_tier'];

/** What the trace of one shipped order has to fulfil. */
export const expectations: Expectations = {
  services: insideServices,
  entryServices: ['gateway'],
  baggage: baggage.flatMap(attribute => [
    { attribute, requiredOn: { services: insideServices.filter(service => service !== 'gateway') } },
    // The gateway looks up both values; what it does before that cannot carry them.
    { attribute, requiredOn: { services: ['gateway'], kinds: ['server'] } },
  ]),
};

const lacking: readonly DefectClass[] = ['orphan', 'unended-span', 'no-root'];

/** Whether all of what happened within the customer's request is there. */
export function hasHttpPart(trace: Trace): boolean {
  const services = new Set(trace.spans.map(({ service }) => service));
  const orphans = defectsOf(trace).filter(({ class: kind }) => lacking.includes(kind));
  return orphans.length === 0 && httpServices.every(service => services.has(service)) && openCalls(trace).length === 0;
}

/** Whether the trace is whole, the asynchronous part included. */
export function isWhole(trace: Trace): boolean {
  return defectsOf(trace).length === 0 && openCalls(trace).length === 0 && openMessages(trace).length === 0;
}

export function defectsOf(trace: Trace): readonly Defect[] {
  return auditTrace(trace, expectations);
}

/** Calls to one of our services whose other end is not in the trace. */
export function openCalls(trace: Trace): Span[] {
  return trace.spans.filter((span, position) => {
    const peer = firstText(span.attributes, names.peer);
    if (span.kind !== 'client' || !peer || !insideServices.includes(peer)) return false;
    return !childrenAt(trace, position).some(child => child.kind === 'server' && child.service === peer);
  });
}

/** Messages that nobody in the trace has processed. */
export function openMessages(trace: Trace): Span[] {
  return trace.spans.filter(
    (span, position) =>
      span.kind === 'producer' && !childrenAt(trace, position).some(child => child.kind === 'consumer'),
  );
}

function childrenAt(trace: Trace, position: number): Span[] {
  return [...childrenOf(trace.tree, position)].map(child => trace.spans[child] as Span);
}
