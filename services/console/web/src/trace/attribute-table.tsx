import type { AttributeValue } from '@spanshop/analysis/model';
import { Text } from '../text/text.tsx';
import { valueText } from './attribute-groups.ts';
import { meaningOf } from './attribute-meanings.ts';
import { LongText } from './long-text.tsx';

interface AttributeTableProps {
  readonly title: string;
  readonly entries: readonly (readonly [name: string, value: AttributeValue])[];
}

/** Names with what they mean, and their values. */
export function AttributeTable({ title, entries }: AttributeTableProps) {
  return (
    <>
      <h3>{title}</h3>
      <dl class="attributes">
        {entries.map(([name, value]) => {
          const meaning = meaningOf(name);
          return (
            <div key={name}>
              <dt>
                <Text>{name}</Text>
                {meaning && <span class="meaning">{meaning}</span>}
              </dt>
              <dd>
                <LongText text={valueText(value)} />
              </dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}
