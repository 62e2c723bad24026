import type { TraceSummary } from '../../../src/contract.ts';
import { Text } from '../text/text.tsx';
import type { Order } from './in-order.ts';
import { hasTag, type Search, toggledTag } from './search.ts';

interface QuickFiltersProps {
  readonly traces: readonly TraceSummary[];
  readonly search: Search;
  readonly order: Order;
  readonly onSearch: (changes: Search) => void;
  readonly onOrder: (order: Order) => void;
}

const mostValues = 6;

/** The questions that are asked most, each a click: the slowest, the failed, one storefront, one load run. */
export function QuickFilters({ traces, search, order, onSearch, onOrder }: QuickFiltersProps) {
  const toggle = (key: string, value: string) => onSearch({ tags: toggledTag(search.tags, key, value) });
  return (
    <fieldset class="quick">
      <legend class="unseen">Quick filters</legend>
      <Chip isOn={order === 'slowest'} onClick={() => onOrder(order === 'slowest' ? 'newest' : 'slowest')}>
        slowest first
      </Chip>
      <Chip isOn={search.failed === 'yes'} onClick={() => onSearch({ failed: search.failed === 'yes' ? '' : 'yes' })}>
        with an error
      </Chip>
      {operationsOf(traces).map(({ service, operation }) => {
        const isOn = search.service === service && search.operation === operation;
        return (
          <Chip
            key={`${service} ${operation}`}
            isOn={isOn}
            onClick={() => onSearch(isOn ? { service: '', operation: '' } : { service, operation })}
          >
            <Text>{operation}</Text>
          </Chip>
        );
      })}
      {valuesOf(traces, 'storefront').map(value => (
        <Chip key={value} isOn={hasTag(search.tags, 'shop.tenant', value)} onClick={() => toggle('shop.tenant', value)}>
          storefront <Text>{value}</Text>
        </Chip>
      ))}
      {valuesOf(traces, 'loadRun').map(value => (
        <Chip
          key={value}
          isOn={hasTag(search.tags, 'shop.load.run_id', value)}
          onClick={() => toggle('shop.load.run_id', value)}
        >
          load run <Text>{value}</Text>
        </Chip>
      ))}
    </fieldset>
  );
}

interface ChipProps {
  readonly isOn: boolean;
  readonly onClick: () => void;
  readonly children: preact.ComponentChildren;
}

function Chip({ isOn, onClick, children }: ChipProps) {
  return (
    <button type="button" class="chip" aria-pressed={isOn} onClick={onClick}>
      {children}
    </button>
  );
}

/** How traces begin, the most frequent first. */
function operationsOf(traces: readonly TraceSummary[]): readonly Pick<TraceSummary, 'service' | 'operation'>[] {
  const alike = Map.groupBy(traces, ({ service, operation }) => `${service} ${operation}`);
  return mostFrequent([...alike.values()].map(group => [group[0] as TraceSummary, group.length]));
}

/** The values that the traces have, the most frequent first. */
function valuesOf(traces: readonly TraceSummary[], name: 'storefront' | 'loadRun'): readonly string[] {
  const counts = new Map<string, number>();
  for (const { [name]: value } of traces) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  return mostFrequent([...counts]);
}

function mostFrequent<T>(counts: readonly (readonly [T, number])[]): readonly T[] {
  return counts
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, mostValues)
    .map(([value]) => value);
}
