import { type Span, type Trace, textOf } from '../../model/index.ts';
import { type Defect, defectAt } from '../defect.ts';
import { nameOf } from '../name-of.ts';
import { isConventional } from './conventional.ts';
import { mostKept, type WindowCheck } from './window-check.ts';

/**
 * What a request is about has one id: where a span names another than the spans above it, it hangs in the wrong request.
 * Only ids count that agree along most edges of the window; nothing is known of their names but that they end in `id`.
 *
 *     CONSUMER  order.id=1   |--------------------|
 *     CLIENT                     |------------|        the call is named: it was made in another's context
 *     SERVER    order.id=2          |-----|
 */
export function checkIdentities(): WindowCheck {
  const edges = new Map<string, { agree: number; differing: Defect[] }>();
  return {
    add(trace) {
      trace.spans.forEach((span, position) => {
        for (const key in span.attributes) {
          if (!identity.test(key) || isConventional(key)) continue;
          const value = textOf(span.attributes, key);
          const above = value === undefined ? undefined : holderAbove(trace, position, key);
          if (!above) continue;
          const edge = edges.get(key) ?? { agree: 0, differing: [] };
          edges.set(key, edge);
          const said = textOf(above.holder.attributes, key);
          if (said === value) edge.agree += 1;
          else if (edge.differing.length < mostKept) {
            const sentence = `${nameOf(above.made)} is about ${key} ${value}, and hangs below ${nameOf(above.holder)}, which is about ${said}.`;
            edge.differing.push(defectAt('wrong-parent', trace, above.made, sentence));
          }
        }
      });
    },
    finish: () => [...edges.values()].flatMap(({ agree, differing }) => (agree > differing.length ? differing : [])),
  };
}

const identity = /(^|[._])(id|uuid)$/i;

/**
 * The nearest span above that names the key too, and the call on the way there that is nearest to the span (the span itself
 * where there is none).
 */
function holderAbove({ spans, tree }: Trace, position: number, key: string): { holder: Span; made: Span } | undefined {
  let made = spans[position] as Span;
  let isCall = false;
  let at = tree.parents[position] as number;
  for (let steps = 0; at >= 0 && steps < spans.length; steps += 1) {
    const span = spans[at] as Span;
    if (textOf(span.attributes, key) !== undefined) return { holder: span, made };
    if (!isCall && (span.kind === 'client' || span.kind === 'producer')) [made, isCall] = [span, true];
    at = tree.parents[at] as number;
  }
  return undefined;
}
