import { textOf } from '@spanshop/analysis/model';
import { Text } from '../text/text.tsx';
import { spanAt, type TraceView } from './trace-view.ts';

/** The shop's members of the baggage that become attributes of every span inside. */
const members = ['shop.tenant', 'shop.customer_tier', 'shop.synthetic'] as const;

/** What travelled with the request, where it first appears, and how far it came. */
export function Baggage({ view }: { readonly view: TraceView }) {
  const { spans } = view.trace;
  const seen = members.flatMap(name => {
    const positions = [...view.order].filter(position => textOf(spanAt(view, position).attributes, name) !== undefined);
    const [first] = positions;
    if (first === undefined) return [];
    const span = spanAt(view, first);
    return [{ name, value: textOf(span.attributes, name) ?? '', service: span.service, count: positions.length }];
  });
  if (seen.length === 0) return null;
  return (
    <span>
      baggage:{' '}
      {seen.map(({ name, value, service, count }, index) => (
        <span key={name} title={`first on a span of ${service}, then on ${count} of ${spans.length} spans`}>
          {index > 0 && ', '}
          {name}=<Text>{value}</Text>
        </span>
      ))}
      , set by <Text>{seen[0]?.service ?? ''}</Text>
    </span>
  );
}
