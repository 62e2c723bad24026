import type { DefectClass } from '@spanshop/analysis/integrity';
import { type Span, type Trace, textOf, topmostSpans } from '@spanshop/analysis/model';
import { defectsOf, insideServices, openCalls, openMessages } from '@spanshop/local/traces';
import type { AcquirerRecorder } from './acquirer-recorder.ts';

export interface Check {
  passed: boolean;
  /** What holds, or what does not. */
  sentence: string;
}

type ReceivedByAcquirer = AcquirerRecorder['received'];

/** What a person would check by eye in the trace of one order. */
export function checkTrace(trace: Trace, received: ReceivedByAcquirer): Check[] {
  const defects = defectsOf(trace);
  const check = (good: string, ...classes: DefectClass[]): Check => {
    const found = defects.filter(defect => classes.includes(defect.class)).map(({ sentence }) => sentence);
    return found.length === 0 ? { passed: true, sentence: good } : { passed: false, sentence: found.join(' ') };
  };
  return [
    check(`one root: ${rootName(trace)}`, 'no-root', 'several-roots', 'cycle'),
    check(`no orphan among ${trace.spans.length} spans`, 'orphan', 'unended-span', 'duplicate-span-id'),
    hops(trace, check('', 'kinds-do-not-fit', 'doubled-call')),
    check(
      'children lie within the time of what they belong to',
      'ends-before-start',
      'starts-before-parent',
      'starts-after-parent',
      'outlives-trace',
    ),
    check(`the same baggage everywhere inside: ${baggageOf(trace)}`, 'baggage-missing', 'baggage-changed'),
    nothingOutside(trace, received),
    check(`every service is in it: ${insideServices.join(', ')}`, 'service-missing'),
  ];
}

function rootName(trace: Trace): string {
  const [root] = topmostSpans(trace);
  const span = trace.spans[root?.position ?? 0];
  return `${span?.name} (${span?.service})`;
}

function hops(trace: Trace, kinds: Check): Check {
  if (!kinds.passed) return kinds;
  const open = [...openCalls(trace), ...openMessages(trace)];
  if (open.length > 0) {
    const list = open.map(({ service, name }) => `"${name}" (${service})`).join(', ');
    return { passed: false, sentence: `nothing answers to ${list}` };
  }
  const servers = trace.spans.filter(({ kind, parentId }) => kind === 'server' && parentId).length;
  const consumers = trace.spans.filter(({ kind }) => kind === 'consumer').length;
  return {
    passed: true,
    sentence: `every hop's parent is right: ${servers} calls CLIENT -> SERVER, ${consumers} message PRODUCER -> CONSUMER`,
  };
}

function baggageOf(trace: Trace): string {
  const members = shopBaggage.map(name => `${name}=${valueIn(trace, name)}`).join(' ');
  const before = trace.spans.filter(({ attributes }) =>
    shopBaggage.some(name => textOf(attributes, name) === undefined),
  );
  if (before.length === 0) return members;
  return `${members} (but for ${before.length} spans with which the gateway finds these values out)`;
}

export const shopBaggage = ['shop.tenant', 'shop.customer_tier'] as const;

function valueIn(trace: Trace, name: string): string {
  const carrier = trace.spans.find((span: Span) => textOf(span.attributes, name) !== undefined);
  return (carrier && textOf(carrier.attributes, name)) ?? 'nothing';
}

const ours = /^(traceparent|tracestate|baggage|b3|x-b3-.*|x-timeout-ms|x-tenant)$/;

function nothingOutside(trace: Trace, received: ReceivedByAcquirer): Check {
  const calls = trace.spans.filter(
    span =>
      span.service === 'payments' &&
      span.kind === 'client' &&
      textOf(span.attributes, 'service.peer.name') === 'acquirer',
  );
  const leaked = received.flatMap(({ headers }) => Object.keys(headers).filter(name => ours.test(name)));
  if (received.length === 0) return { passed: false, sentence: 'nothing reached the acquirer' };
  if (calls.length !== received.length) {
    return {
      passed: false,
      sentence: `the acquirer got ${received.length} requests and the trace has ${calls.length} calls to it`,
    };
  }
  if (leaked.length > 0)
    return { passed: false, sentence: `what reached the acquirer carried ${[...new Set(leaked)].join(', ')}` };
  const names = [...new Set(received.flatMap(({ headers }) => Object.keys(headers)))].join(', ');
  const requests = received.length === 1 ? 'the one request' : `the ${received.length} requests`;
  return { passed: true, sentence: `none outside: ${requests} that reached the acquirer carried only ${names}` };
}
