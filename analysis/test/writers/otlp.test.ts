import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generateTraces, ticketSystem } from '@spanshop/analysis/generator';
import { readTraces } from '../../src/readers/index.ts';
import { otlpDocument } from '../../src/writers/index.ts';

test('when traces are written and read again, then they are the same', () => {
  const written = [...generateTraces({ system: ticketSystem, requests: 20, seed: 1 })];
  const { traces, skipped } = readTraces(JSON.stringify(otlpDocument(written)));
  assert.deepEqual(skipped, []);
  assert.deepEqual(
    traces.map(({ traceId }) => traceId),
    written.map(({ traceId }) => traceId),
  );
  assert.deepEqual(JSON.stringify(otlpDocument(traces)), JSON.stringify(otlpDocument(written)));
});

test('when a span says all that one can say, then all of it is written', () => {
  const document = {
    resourceSpans: [
      {
        resource: { attributes: [{ key: 'service.name', value: { stringValue: 'orders' } }] },
        scopeSpans: [
          {
            scope: { name: '@spanshop/orders', version: '0.1.0' },
            spans: [
              {
                traceId: '0af7651916cd43dd8448eb211c80319c',
                spanId: 'b7ad6b7169203331',
                parentSpanId: '00f067aa0ba902b7',
                flags: 0x301,
                name: 'confirm',
                kind: 2,
                startTimeUnixNano: '1790000000000000001',
                endTimeUnixNano: '1790000000000000003',
                attributes: [
                  { key: 'whole', value: { intValue: '3' } },
                  { key: 'part', value: { doubleValue: 0.5 } },
                  { key: 'is', value: { boolValue: true } },
                  { key: 'many', value: { arrayValue: { values: [{ stringValue: 'a' }, { stringValue: 'b' }] } } },
                ],
                events: [{ name: 'exception', timeUnixNano: '1790000000000000002', attributes: [] }],
                links: [{ traceId: '1af7651916cd43dd8448eb211c80319c', spanId: 'c7ad6b7169203331', attributes: [] }],
                status: { code: 2, message: 'it broke' },
              },
            ],
          },
        ],
      },
    ],
  };
  assert.deepEqual(otlpDocument(readTraces(JSON.stringify(document)).traces), document);
});
