import { type Span, type Trace, textOf } from '../model/index.ts';
import { type Defect, defectAt } from './defect.ts';
import type { BaggageExpectation, Expectations } from './expectations.ts';
import { nameOf } from './name-of.ts';

/** Attributes copied from baggage: one value in the whole trace, and present where the expectation says. */
export function checkBaggage(trace: Trace, expectations: Expectations): readonly Defect[] {
  return (expectations.baggage ?? []).flatMap(expected => [...changed(trace, expected), ...missing(trace, expected)]);
}

function changed(trace: Trace, { attribute }: BaggageExpectation): readonly Defect[] {
  const first = trace.spans.find(span => textOf(span.attributes, attribute) !== undefined);
  if (!first) return [];
  const expected = textOf(first.attributes, attribute);
  return trace.spans.flatMap((span): Defect[] => {
    const value = textOf(span.attributes, attribute);
    if (value === undefined || value === expected) return [];
    const sentence = `${attribute} is "${value}" on ${nameOf(span)} but "${expected}" on ${nameOf(first)}.`;
    return [defectAt('baggage-changed', trace, span, sentence)];
  });
}

function missing(trace: Trace, { attribute, requiredOn }: BaggageExpectation): readonly Defect[] {
  if (!requiredOn) return [];
  return trace.spans.flatMap((span): Defect[] => {
    if (!isRequired(span, requiredOn) || textOf(span.attributes, attribute) !== undefined) return [];
    const sentence = `${attribute} is absent on ${nameOf(span)}.`;
    return [defectAt('baggage-missing', trace, span, sentence)];
  });
}

function isRequired(span: Span, { services, kinds }: NonNullable<BaggageExpectation['requiredOn']>): boolean {
  return (services?.includes(span.service) ?? true) && (kinds?.includes(span.kind) ?? true);
}
