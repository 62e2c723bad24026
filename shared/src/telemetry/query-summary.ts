import { LRUCache } from 'lru-cache';

export interface QuerySummary {
  /** For example `UPDATE orders.sagas`: the operation and its first table, as db.query.summary wants it. */
  summary: string;
  operation: string;
  collection: string | undefined;
}

const summaries = new LRUCache<string, QuerySummary>({ max: 500 });
const firstTable = /\b(?:from|into|update|join|table)\s+(?:only\s+)?"?([a-z_][\w]*"?(?:\."?[a-z_]\w*"?)?)/i;

/**
 * A low-cardinality name for a statement. Our statements are constant texts with parameters, so the summary of each is
 * worked out once. Common table expressions are named by the first table they touch.
 */
export function summarizeQuery(text: string): QuerySummary {
  const known = summaries.get(text);
  if (known) return known;
  const operation = (/^\s*(\w+)/.exec(text)?.[1] ?? 'QUERY').toUpperCase();
  const collection = firstTable.exec(text)?.[1]?.replaceAll('"', '');
  const summary = { operation, collection, summary: collection ? `${operation} ${collection}` : operation };
  summaries.set(text, summary);
  return summary;
}
