import {
  type BaggageEntry,
  defaultTextMapGetter,
  propagation,
  ROOT_CONTEXT,
  type TextMapPropagator,
} from '@opentelemetry/api';
import { W3CBaggagePropagator } from '@opentelemetry/core';
import { readHeaderValues } from './header-values.ts';

const keyPattern = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const controlCharacters = /\p{Control}/u;
const printableCharacters = /^[\x20-\x7e]+$/;

/** Looks at one received member: what is returned is kept in its place, undefined drops it. */
type MemberFilter = (key: string, entry: BaggageEntry) => BaggageEntry | undefined;

/**
 * The baggage propagator for services inside the trust boundary.
 *
 * Bounds, both ways, are those of the stock W3CBaggagePropagator 3.1.0 (W3C Baggage, section 3.3.2): 180 members, 4,096
 * characters for each, 8,192 for all; what no longer fits is left out. An invalid member is dropped without an error: a
 * key that is not a token, a value with control characters or half a character. Metadata stays only if it is printable
 * ASCII, because it is written out as it came.
 */
export function createBaggagePropagator(): TextMapPropagator {
  return filterInboundBaggage((key, entry) => {
    if (!keyPattern.test(key) || !isText(entry.value)) return undefined;
    if (entry.metadata === undefined || printableCharacters.test(entry.metadata.toString())) return entry;
    return { value: entry.value };
  });
}

/** What the trust boundary accepts from outside. */
export interface EdgeBaggageOptions {
  /** The exact keys that may come in; every other member is dropped. */
  readonly allowedKeys: readonly string[];
  /** Longest accepted value in characters after decoding; default 64. A longer one drops its member. */
  readonly maximumValueLength?: number;
}

/**
 * The baggage propagator for the trust boundary: of what comes from outside only allowed keys with short values of
 * printable ASCII stay, without their metadata. Outgoing baggage is written as inside.
 */
export function createEdgeBaggagePropagator(options: EdgeBaggageOptions): TextMapPropagator {
  const { maximumValueLength = 64 } = options;
  const allowedKeys = new Set(options.allowedKeys);
  return filterInboundBaggage((key, { value }) => {
    const accepted = allowedKeys.has(key) && value.length <= maximumValueLength && printableCharacters.test(value);
    return accepted ? { value } : undefined;
  });
}

/** A lone surrogate would make percent-encoding throw, and with it lose all outgoing baggage. */
function isText(value: string): boolean {
  return value.isWellFormed() && !controlCharacters.test(value);
}

function filterInboundBaggage(filter: MemberFilter): TextMapPropagator {
  const stock = new W3CBaggagePropagator();
  return {
    fields: () => stock.fields(),
    inject: (context, carrier, setter) => stock.inject(context, carrier, setter),
    extract(context, carrier, getter) {
      const header = readHeaderValues(carrier, getter, 'baggage');
      if (header.length === 0) return context;
      const received = propagation.getBaggage(stock.extract(ROOT_CONTEXT, { baggage: header }, defaultTextMapGetter));
      const kept: Record<string, BaggageEntry> = {};
      let count = 0;
      for (const [key, entry] of received?.getAllEntries() ?? []) {
        const accepted = filter(key, entry);
        if (accepted === undefined) continue;
        kept[key] = accepted;
        count += 1;
      }
      return count === 0 ? context : propagation.setBaggage(context, propagation.createBaggage(kept));
    },
  };
}
