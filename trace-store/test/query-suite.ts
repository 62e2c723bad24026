import { describe } from 'node:test';
import type { Backend } from './query-client.ts';
import { registerListingTests } from './query-suite-listings.ts';
import { registerSearchTests } from './query-suite-search.ts';
import { registerTraceTests } from './query-suite-trace.ts';

/**
 * What the shop expects of any backend behind Jaeger's query API v3. Every test sends spans of services of its own, so
 * that the backend need not be empty.
 */
export function registerQuerySuite(name: string, backend: Backend): void {
  describe(`query API v3 of ${name}`, () => {
    registerTraceTests(backend);
    registerListingTests(backend);
    registerSearchTests(backend);
  });
}
