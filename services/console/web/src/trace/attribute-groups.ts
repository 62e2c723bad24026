import type { Attributes, AttributeValue } from '@spanshop/analysis/model';

export interface AttributeGroup {
  readonly title: string;
  readonly entries: readonly (readonly [name: string, value: AttributeValue])[];
}

/** By what they are about, in the order in which they help. */
const topics: readonly (readonly [title: string, names: RegExp])[] = [
  ['What went wrong', /^(error|exception|otel\.status)\b|\.refusal\./],
  ['Order and shop', /^(shop\.(order|saga|risk|cache|dispatch|recovery|product|stock|shipment)\b|user\.)/],
  ['Travelled as baggage', /^shop\.(tenant|customer_tier|synthetic)$/],
  ['HTTP', /^(http|url|user_agent)\./],
  ['Database', /^db\./],
  ['Message', /^(messaging|shop\.message)\./],
  ['Waiting', /(^|\.)lock\./],
  ['Its process meanwhile', /^shop\.process\.|_(delay|time|pause)_ms$/],
  ['Load test', /^shop\.load\./],
  ['Network', /^(network|net|server|client|peer|service\.peer)\./],
];

export function groupAttributes(attributes: Attributes): readonly AttributeGroup[] {
  const topicOf = (name: string) => topics.find(([, names]) => names.test(name))?.[0] ?? 'Other';
  const groups = Map.groupBy(Object.entries(attributes), ([name]) => topicOf(name));
  return [...topics.map(([title]) => title), 'Other'].flatMap(title => {
    const entries = groups.get(title);
    return entries ? [{ title, entries: entries.toSorted(([a], [b]) => (a < b ? -1 : 1)) }] : [];
  });
}

/** A value as text: lists and maps as JSON. */
export function valueText(value: AttributeValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
