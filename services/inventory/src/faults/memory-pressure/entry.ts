import type { Fault } from '@spanshop/shared/faults';
import { pathToCatalogue } from '../paths.ts';

export const memoryPressure: Fault = {
  name: 'memory-pressure',
  sort: 'performance',
  services: ['inventory'],
  mechanism:
    'Every answer of the catalogue is kept in memory for a report, in many small rows. Memory fills up to a limit, the oldest rows make room for new ones, and the process collects garbage all the time.',
  symptom: {
    endpoint: 'GET /products',
    feltAs: 'latency',
    inWords: 'The catalogue stutters; ordering does too, since the same process prices and reserves.',
  },
  truth: {
    service: 'inventory',
    operation: 'GET /products',
    kind: 'gc-pressure',
    path: pathToCatalogue,
  },
  scopes: {
    tenant: 'memory is that of the whole process',
    customers: 'memory is that of the whole process',
    request: 'memory is that of the whole process',
  },
  magnitudes: { unit: 'rows of the report for each product of an answer', values: [1_000, 2_000, 4_000] },
  inJaeger:
    'Server spans of inventory have a large shop.process.gc_pause_ms, those of POST /quotes too, although their queries are as quick as ever.',
  cure: 'Write a report to where reports belong, or count instead of keeping; what is kept in memory has to be small and bounded.',
  source: {
    title: 'Node.js: Tracing garbage collection',
    url: 'https://nodejs.org/en/learn/diagnostics/memory/using-gc-traces',
  },
};
