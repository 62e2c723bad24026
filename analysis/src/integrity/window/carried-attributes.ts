import { type Attributes, type Span, type Trace, textOf } from '../../model/index.ts';
import { type Defect, defectAt } from '../defect.ts';
import { nameOf } from '../name-of.ts';
import { isConventional } from './conventional.ts';
import { mostKept, type WindowCheck } from './window-check.ts';

/** What is known of an attribute, by the edges from a span that has it to a child. */
interface Carried {
  /** In the same service. */
  within: { kept: number; all: number };
  /** From service to service, or by a message. */
  hops: { kept: number; lost: Defect[] };
  /** Up to two: whether requests differ in it. */
  values: Set<string>;
}

/** More names than this are no baggage. */
const mostKeys = 200;

/**
 * Attributes that are copied from baggage go along every hop. Which these are is found out: they differ between requests, and
 * most children have the value of their parent, within a service and between services. A hop behind which one is gone is
 * named by the span that receives.
 *
 *     PRODUCER  tenant=a   |---|
 *     CONSUMER                    |------|     tenant is gone
 */
export function checkCarriedAttributes(): WindowCheck {
  const known = new Map<string, Carried>();
  const of = (key: string) => {
    let carried = known.get(key);
    if (!carried && known.size < mostKeys) {
      carried = { within: { kept: 0, all: 0 }, hops: { kept: 0, lost: [] }, values: new Set() };
      known.set(key, carried);
    }
    return carried;
  };
  return {
    add(trace) {
      trace.spans.forEach((span, position) => {
        const parent = trace.spans[trace.tree.parents[position] ?? -1];
        if (parent) note(trace, parent, span, of);
      });
    },
    finish: () => [...known.values()].filter(isCarried).flatMap(({ hops }) => hops.lost),
  };
}

function note(trace: Trace, parent: Span, span: Span, of: (key: string) => Carried | undefined): void {
  const isHop = parent.service !== span.service || span.kind === 'consumer';
  for (const key in parent.attributes) {
    if (isConventional(key)) continue;
    const value = textOf(parent.attributes, key);
    const carried = value === undefined ? undefined : of(key);
    if (!carried || value === undefined) continue;
    if (carried.values.size < 2) carried.values.add(value);
    const isKept = textOf(span.attributes, key) === value;
    if (!isHop) {
      carried.within.all += 1;
      if (isKept) carried.within.kept += 1;
    } else if (isKept) carried.hops.kept += 1;
    else if (!has(span.attributes, key) && carried.hops.lost.length < mostKept) {
      const sentence = `${nameOf(parent)} has ${key} ${value}, and ${nameOf(span)}, which follows from it, has none.`;
      carried.hops.lost.push(defectAt('baggage-missing', trace, span, sentence));
    }
  }
}

function isCarried({ within, hops, values }: Carried): boolean {
  return values.size > 1 && within.kept * 2 > within.all && hops.kept > hops.lost.length;
}

function has(attributes: Attributes, key: string): boolean {
  return textOf(attributes, key) !== undefined;
}
