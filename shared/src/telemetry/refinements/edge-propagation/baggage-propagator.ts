import {
  type Baggage,
  type BaggageEntry,
  defaultTextMapGetter,
  defaultTextMapSetter,
  propagation,
  ROOT_CONTEXT,
  type TextMapPropagator,
} from '@opentelemetry/api';
import { isTracingSuppressed, W3CBaggagePropagator } from '@opentelemetry/core';
import { LRUCache } from 'lru-cache';
import { readHeaderValues } from './header-values.ts';

const printableCharacters = /^[\x20-\x7e]+$/;

/** What the trust boundary accepts from outside. */
export interface EdgeBaggageOptions {
  /** The exact keys that may come in; every other member is dropped. */
  readonly allowedKeys: readonly string[];
  /** Longest accepted value in characters after decoding; default 64. A longer one drops its member. */
  readonly maximumValueLength?: number;
  /** What the value of a key has to look like, where that is known; a member with another is dropped. */
  readonly forms?: Readonly<Record<string, RegExp>>;
}

/**
 * The stock W3CBaggagePropagator, behind a door: of what comes from outside only allowed keys with short values of printable
 * ASCII stay, without their metadata. Its bounds hold both ways (W3C Baggage, section 3.3.2): 180 members, 4,096 characters
 * for each, 8,192 for all; what no longer fits is left out.
 */
export function createEdgeBaggagePropagator(options: EdgeBaggageOptions): TextMapPropagator {
  const { maximumValueLength = 64, forms = {} } = options;
  const allowedKeys = new Set(options.allowedKeys);
  return filterInboundBaggage((key, { value }) => {
    const form = forms[key] ?? printableCharacters;
    return allowedKeys.has(key) && value.length <= maximumValueLength && form.test(value);
  });
}

type MemberFilter = (key: string, entry: BaggageEntry) => boolean;

/** Longer headers are rare, and from outside; they are read anew each time. */
const longestRemembered = 1_024;

/** Few storefronts and tiers make few headers: what was read or written once is remembered, since baggage never changes. */
function filterInboundBaggage(isAllowed: MemberFilter): TextMapPropagator {
  const stock = new W3CBaggagePropagator();
  const read = new LRUCache<string, { baggage: Baggage | undefined }>({ max: 500 });
  const written = new WeakMap<Baggage, string>();

  function parse(header: readonly string[]): Baggage | undefined {
    const received = propagation.getBaggage(stock.extract(ROOT_CONTEXT, { baggage: header }, defaultTextMapGetter));
    const kept: Record<string, BaggageEntry> = {};
    let count = 0;
    for (const [key, entry] of received?.getAllEntries() ?? []) {
      if (!isAllowed(key, entry)) continue;
      kept[key] = { value: entry.value };
      count += 1;
    }
    return count === 0 ? undefined : propagation.createBaggage(kept);
  }

  function parseOnce(header: readonly string[]): Baggage | undefined {
    const [value = ''] = header;
    if (header.length > 1 || value.length > longestRemembered) return parse(header);
    const known = read.get(value) ?? { baggage: parse(header) };
    read.set(value, known);
    return known.baggage;
  }

  return {
    fields: () => stock.fields(),
    inject(context, carrier, setter) {
      const baggage = propagation.getBaggage(context);
      if (baggage === undefined || isTracingSuppressed(context)) return;
      let header = written.get(baggage);
      if (header === undefined) {
        const own: { baggage?: string } = {};
        stock.inject(context, own, defaultTextMapSetter);
        header = own.baggage ?? '';
        written.set(baggage, header);
      }
      if (header !== '') setter.set(carrier, 'baggage', header);
    },
    extract(context, carrier, getter) {
      const header = readHeaderValues(carrier, getter, 'baggage');
      const baggage = header.length === 0 ? undefined : parseOnce(header);
      return baggage === undefined ? context : propagation.setBaggage(context, baggage);
    },
  };
}
