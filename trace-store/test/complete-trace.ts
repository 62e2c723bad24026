import { type ExportJson, newSpanId, text } from './otlp-json.ts';

/** Three spans with a value in every field that OTLP has for traces, and one span that has next to none. */
export function completeTrace(traceId: string): ExportJson {
  const [rootId, clientId] = [newSpanId(), newSpanId()];
  const startUnixNano = BigInt(Date.now()) * 1_000_000n + 123_456n;
  const after = (ns: bigint): string => String(startUnixNano + ns);
  return {
    resourceSpans: [
      {
        resource: {
          attributes: [text('service.name', `complete-${rootId}`), text('service.version', '1.2.3')],
          droppedAttributesCount: 1,
        },
        scopeSpans: [
          {
            scope: {
              name: 'orders',
              version: '0.1.0',
              attributes: [text('scope.kind', 'manual')],
              droppedAttributesCount: 2,
            },
            spans: [
              {
                traceId,
                spanId: rootId,
                traceState: 'shop=1,other=2',
                flags: 0x301,
                name: 'POST /orders',
                kind: 2,
                startTimeUnixNano: after(0n),
                endTimeUnixNano: after(9_000_000n),
                attributes: everyType(),
                droppedAttributesCount: 3,
                events: [
                  {
                    timeUnixNano: after(1n),
                    name: 'exception',
                    attributes: [text('exception.type', 'StockError'), text('exception.message', 'größer als Bestand')],
                    droppedAttributesCount: 4,
                  },
                ],
                droppedEventsCount: 5,
                links: [
                  {
                    traceId: '0123456789abcdef0123456789abcdef',
                    spanId: '0123456789abcdef',
                    traceState: 'linked=1',
                    flags: 0x101,
                    attributes: [text('link.reason', 'recovery')],
                    droppedAttributesCount: 6,
                  },
                ],
                droppedLinksCount: 7,
                status: { code: 2, message: 'out of stock' },
              },
            ],
          },
          {
            scope: { name: '@opentelemetry/instrumentation-http', version: '0.301.0' },
            spans: [
              {
                traceId,
                spanId: clientId,
                parentSpanId: rootId,
                flags: 0x101,
                name: 'GET',
                kind: 3,
                startTimeUnixNano: after(10n),
                endTimeUnixNano: after(20n),
                status: { code: 1 },
              },
            ],
          },
        ],
      },
      {
        resource: { attributes: [text('service.name', `sparse-${rootId}`)] },
        scopeSpans: [
          {
            scope: {},
            spans: [
              {
                traceId,
                spanId: newSpanId(),
                parentSpanId: clientId,
                name: 'sparse',
                kind: 1,
                startTimeUnixNano: after(11n),
                endTimeUnixNano: after(12n),
                status: {},
              },
            ],
          },
        ],
      },
    ],
  };
}

function everyType(): { key: string; value: Record<string, unknown> }[] {
  return [
    text('text', 'a "quoted" text with ümlauts and 🛒'),
    text('text.empty', ''),
    { key: 'bool.true', value: { boolValue: true } },
    { key: 'bool.false', value: { boolValue: false } },
    { key: 'int.small', value: { intValue: '-1' } },
    { key: 'int.zero', value: { intValue: '0' } },
    { key: 'int.largest', value: { intValue: '9223372036854775807' } },
    { key: 'int.smallest', value: { intValue: '-9223372036854775808' } },
    { key: 'double', value: { doubleValue: 0.1 } },
    { key: 'double.whole', value: { doubleValue: 3 } },
    { key: 'double.nan', value: { doubleValue: 'NaN' } },
    { key: 'double.infinite', value: { doubleValue: '-Infinity' } },
    { key: 'bytes', value: { bytesValue: 'AAEC/w==' } },
    {
      key: 'array',
      value: { arrayValue: { values: [{ stringValue: 'a' }, { intValue: '2' }, { boolValue: false }] } },
    },
    { key: 'array.empty', value: { arrayValue: {} } },
    {
      key: 'map',
      value: {
        kvlistValue: {
          values: [text('inner', 'x'), { key: 'n', value: { kvlistValue: { values: [text('deep', 'y')] } } }],
        },
      },
    },
    { key: 'empty', value: {} },
  ];
}
