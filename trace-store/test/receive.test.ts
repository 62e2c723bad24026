import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { encodeJsonRequest } from '../src/otlp/encode-json.ts';
import * as messages from '../src/otlp/messages.ts';
import { completeTrace } from './complete-trace.ts';
import { exportOf, makeExport, makeSpan, newTraceId, postTraces } from './otlp-json.ts';
import { encodeExport, encodeSpans } from './otlp-protobuf.ts';
import { get, normalise, spansOf } from './query-client.ts';
import { startApp } from './start-app.ts';

const app = await startApp();
after(app.close);

const asProtobuf = { 'content-type': 'application/x-protobuf' };

describe('POST /v1/traces', () => {
  for (const gzip of [false, true]) {
    for (const format of ['protobuf', 'JSON']) {
      test(`when ${format} comes ${gzip ? 'compressed' : 'plain'}, then all of it is stored`, async () => {
        const traceId = newTraceId();
        const sent = completeTrace(traceId);
        const json = Buffer.from(JSON.stringify(sent));
        const body = format === 'JSON' ? json : encodeJsonRequest(json);
        const headers = {
          'content-type': format === 'JSON' ? 'application/json; charset=utf-8' : 'application/x-protobuf',
          ...(gzip ? { 'content-encoding': 'gzip' } : {}),
        };
        const response = await postTraces(app.otlpUrl, gzip ? gzipSync(body) : body, headers);
        assert.equal(response.status, 200, await response.clone().text());
        const found = await get(app.queryUrl, `/api/v3/traces/${traceId}`);
        assert.deepEqual(spansOf(found), normalise(sent.resourceSpans));
      });
    }
  }

  test('when a request is taken, then it is answered in its own format', async () => {
    const json = await postTraces(app.otlpUrl, makeExport('format', [makeSpan()]));
    assert.equal(json.headers.get('content-type'), 'application/json');
    assert.deepEqual(await json.json(), {});
    const protobuf = await postTraces(app.otlpUrl, encodeExport(makeExport('format', [makeSpan()])), asProtobuf);
    assert.equal(protobuf.headers.get('content-type'), 'application/x-protobuf');
    assert.equal((await protobuf.arrayBuffer()).byteLength, 0);
  });

  test('when a request has no spans, then it is taken', async () => {
    assert.equal((await postTraces(app.otlpUrl, '{}')).status, 200);
    assert.equal((await postTraces(app.otlpUrl, new Uint8Array(), asProtobuf)).status, 200);
  });

  test('when schema addresses come, then they are given back', async () => {
    const span = makeSpan();
    const sent = makeExport('schema', [span]);
    Object.assign(sent.resourceSpans[0] as object, { schemaUrl: 'https://example.com/resource' });
    Object.assign(sent.resourceSpans[0]?.scopeSpans[0] as object, { schemaUrl: 'https://example.com/scope' });
    await postTraces(app.otlpUrl, sent);
    const { body } = await get(app.queryUrl, `/api/v3/traces/${span.traceId}`);
    const [group] = JSON.parse(body).result.resourceSpans;
    assert.equal(group.schemaUrl, 'https://example.com/resource');
    assert.equal(group.scopeSpans[0].schemaUrl, 'https://example.com/scope');
  });

  test('when JSON has fields that OTLP does not know, then they are ignored', async () => {
    const span = makeSpan({ fieldOfTheFuture: { a: 1 } });
    assert.equal((await postTraces(app.otlpUrl, makeExport('future', [span]))).status, 200);
  });

  test('when times and integers come as JSON numbers, then they are read like strings', async () => {
    const attributes = [{ key: 'n', value: { intValue: 7 } }];
    const span = { ...makeSpan({ attributes }), startTimeUnixNano: 1_000 as unknown as string };
    await postTraces(app.otlpUrl, makeExport('numbers', [span]));
    const [found] = spansOf(await get(app.queryUrl, `/api/v3/traces/${span.traceId}`));
    assert.equal(found?.span.startTimeUnixNano, '1000');
    assert.deepEqual(found?.span.attributes, [{ key: 'n', value: { intValue: '7' } }]);
  });

  test('when nanoseconds come as JSON numbers beyond what a double holds, then no digit is lost', async () => {
    const { traceId, spanId } = makeSpan();
    const ids = `"traceId":"${traceId}","spanId":"${spanId}"`;
    const values =
      '{"key":"n","value":{"intValue":-9007199254740993}},{"key":"d","value":{"doubleValue":9007199254740993}}';
    const times = '"startTimeUnixNano":1763800000123456789,"endTimeUnixNano":1.7638e18';
    const response = await postTraces(app.otlpUrl, exportOf(`{${ids},${times},"attributes":[${values}]}`));
    assert.deepEqual([response.status, await response.json()], [200, {}]);
    const [found] = spansOf(await get(app.queryUrl, `/api/v3/traces/${traceId}`));
    assert.equal(found?.span.startTimeUnixNano, '1763800000123456789');
    assert.equal(found?.span.endTimeUnixNano, '1763800000000000000');
    assert.deepEqual(found?.span.attributes, [
      { key: 'd', value: { doubleValue: 9007199254740992 } },
      { key: 'n', value: { intValue: '-9007199254740993' } },
    ]);
  });

  test('when any field but an id is null in JSON, then it counts as absent', async () => {
    const traceId = newTraceId();
    const sent = completeTrace(traceId);
    const nulls = { traceState: null, parentSpanId: null, flags: null, name: null, kind: null, status: null };
    const lists = { attributes: null, events: null, links: null, droppedAttributesCount: null };
    const span = { ...makeSpan({ traceId }), ...nulls, ...lists, endTimeUnixNano: null };
    const partly = {
      ...makeSpan({ traceId }),
      attributes: [
        { key: 'k', value: null },
        { key: 'l', value: { stringValue: null, intValue: 1 } },
      ],
      events: [{ timeUnixNano: null, name: null, attributes: null }],
    };
    const group = {
      resource: null,
      schemaUrl: null,
      scopeSpans: [{ scope: null, spans: [span, partly], schemaUrl: null }],
    };
    const body = {
      resourceSpans: [...sent.resourceSpans, group, { scopeSpans: null }, { scopeSpans: [{ spans: null }] }],
    };
    const response = await postTraces(app.otlpUrl, JSON.stringify(body));
    assert.deepEqual([response.status, await response.json()], [200, {}]);
    const found = spansOf(await get(app.queryUrl, `/api/v3/traces/${traceId}`));
    assert.equal(
      found.length,
      sent.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans).flatMap(s => s.spans).length + 2,
    );
    const stored = found.find(({ span: { spanId } }) => spanId === partly.spanId);
    assert.deepEqual(stored?.span.attributes, [
      { key: 'k', value: {} },
      { key: 'l', value: { intValue: '1' } },
    ]);
    assert.equal((await postTraces(app.otlpUrl, '{"resourceSpans":null}')).status, 200);
  });

  test('when the content encoding is written in capitals or as x-gzip, then it is gzip all the same', async () => {
    for (const encoding of ['GZIP', 'Gzip', 'x-gzip']) {
      const body = gzipSync(JSON.stringify(makeExport('capitals', [makeSpan()])));
      assert.equal((await postTraces(app.otlpUrl, body, { 'content-encoding': encoding })).status, 200, encoding);
    }
    const plain = JSON.stringify(makeExport('capitals', [makeSpan()]));
    assert.equal((await postTraces(app.otlpUrl, plain, { 'content-encoding': 'Identity' })).status, 200);
  });

  test('when text is not UTF-8, then the span is stored and what cannot be read is replaced, which is said', async () => {
    const traceId = Buffer.from(newTraceId(), 'hex');
    const span = Buffer.from(messages.span.encode({ traceId, spanId: new Uint8Array(8).fill(7), name: 'caf?' }));
    span.write('caf\u00e9', span.indexOf('caf?'), 'latin1');
    const response = await postTraces(app.otlpUrl, encodeSpans(span), asProtobuf);
    const { partialSuccess } = messages.exportResponse.decode(Buffer.from(await response.arrayBuffer()));
    assert.match(partialSuccess?.errorMessage ?? '', /not UTF-8/);
    const [found] = spansOf(await get(app.queryUrl, `/api/v3/traces/${traceId.toString('hex')}`));
    assert.equal(found?.span.name, 'caf\ufffd');
  });

  test('when the service has no name, then it is listed as Jaeger lists it', async () => {
    const sent = makeExport('', [makeSpan()]);
    await postTraces(app.otlpUrl, sent);
    (sent.resourceSpans[0] as { resource: object }).resource = {};
    (sent.resourceSpans[0]?.scopeSpans[0] as { spans: object[] }).spans = [makeSpan()];
    await postTraces(app.otlpUrl, sent);
    const { services } = JSON.parse((await get(app.queryUrl, '/api/v3/services')).body);
    assert.ok(services.includes('empty-service-name') && services.includes('missing-service-name'), services);
  });
});
