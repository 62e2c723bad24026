/**
 * Buys: a query's span is named by what it does, `UPDATE inventory.stock`, and says its table, its rows and its pool.
 * Without it: it is named `pg.query:UPDATE spanshop`, as all updates of all tables are.
 * Upstream: instrumentation-pg 0.77 does not make db.query.summary yet; its hooks are there for that.
 */
import type { PgInstrumentationConfig } from '@opentelemetry/instrumentation-pg';
import { LRUCache } from 'lru-cache';
import { attribute } from '../attributes.ts';
import type { Refinement } from '../sdk/telemetry-parts.ts';
import { composeSettings } from './compose-settings.ts';

export const querySummary: Refinement = parts => ({ ...parts, pg: composeSettings(parts.pg, hooks) });

const hooks: PgInstrumentationConfig = {
  requestHook: (span, { query }) => {
    const { summary, operation, collection } = summarizeQuery(query.text);
    span.updateName(summary);
    span.setAttributes({ [attribute.querySummary]: summary, [attribute.operationName]: operation });
    if (collection) span.setAttribute(attribute.collectionName, collection);
  },
  responseHook: (span, { data }) => {
    if (typeof data?.rowCount === 'number') span.setAttribute(attribute.returnedRows, data.rowCount);
  },
  connectionHook: (span, { connection }) => {
    span.setAttribute(attribute.poolName, `${connection.host}:${connection.port}/${connection.database}`);
  },
};

export interface QuerySummary {
  /** For example `UPDATE orders.sagas`: the operation and its first table, as db.query.summary wants it. */
  summary: string;
  operation: string;
  collection: string | undefined;
}

const summaries = new LRUCache<string, QuerySummary>({ max: 500 });
const table = String.raw`\s+(?:only\s+)?"?([a-z_]\w*"?(?:\."?[a-z_]\w*"?)?)`;
const changedTable = new RegExp(String.raw`\b(insert\s+into|(?<!\bfor\s+)update|delete\s+from)${table}`, 'i');
const firstTable = new RegExp(String.raw`\b(?:from|into|(?<!\bfor\s+)update|join|table)${table}`, 'i');

/**
 * A low-cardinality name for a statement. Our statements are constant texts with parameters, so the summary of each is
 * worked out once. A statement that begins with common table expressions is named by what it changes, if it changes
 * anything.
 */
export function summarizeQuery(text: string): QuerySummary {
  const known = summaries.get(text);
  if (known) return known;
  const first = (/^\s*(\w+)/.exec(text)?.[1] ?? 'QUERY').toUpperCase();
  const [, change, changed] = first === 'WITH' ? (changedTable.exec(text) ?? []) : [];
  const operation = first === 'WITH' ? (change?.split(/\s/)[0] ?? 'SELECT').toUpperCase() : first;
  const collection = (changed ?? firstTable.exec(text)?.[1])?.replaceAll('"', '');
  const summary = { operation, collection, summary: collection ? `${operation} ${collection}` : operation };
  summaries.set(text, summary);
  return summary;
}
