import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { completeTrace } from './complete-trace.ts';
import { newTraceId, postTraces } from './otlp-json.ts';
import { search, traceIdsOf } from './query-client.ts';
import { startApp } from './start-app.ts';

const app = await startApp();
after(app.close);

const traceId = newTraceId();
await postTraces(app.otlpUrl, completeTrace(traceId));

const found: Record<string, string>[] = [
  { 'text.empty': '' },
  { 'bool.false': 'false' },
  { 'int.largest': '9223372036854775807' },
  { double: '0.1' },
  { 'double.whole': '3' },
  { bytes: 'AAEC/w==' },
  { array: '["a",2,false]' },
  { map: '{"inner":"x","n":{"deep":"y"}}' },
  { 'exception.message': 'größer als Bestand' },
  { 'link.reason': 'recovery' },
  { 'scope.kind': 'manual' },
  { 'service.version': '1.2.3' },
  { 'resource.service.version': '1.2.3' },
  { 'span.status': 'error', 'span.kind': 'server', error: 'true' },
  { 'span.status': 'OK', 'span.kind': 'CLIENT', error: 'false' },
  { 'scope.name': 'orders', 'scope.version': '0.1.0' },
];
for (const attributes of found) {
  test(`when ${JSON.stringify(attributes)} is asked for, then the span that has it is found`, async () => {
    assert.deepEqual(await having(attributes), [traceId]);
  });
}

const notFound: Record<string, string>[] = [
  { text: 'a' },
  { 'int.zero': '' },
  { 'resource.bool.true': 'true' },
  { 'span.status': 'ok', 'span.kind': 'server' },
  { error: 'perhaps' },
  { 'scope.name': 'others' },
  { constructor: '' },
];
for (const attributes of notFound) {
  test(`when ${JSON.stringify(attributes)} is asked for, then nothing is found`, async () => {
    assert.deepEqual(await having(attributes), []);
  });
}

for (const attributes of ['{', '5', '["a"]', 'null', '{"a":1}', '{"a":{"b":"c"}}']) {
  test(`when attributes are ${attributes}, then the answer is 400, because Jaeger takes an object of texts`, async () => {
    const { status, body } = await search(app.queryUrl, 'camelCase', { attributes });
    assert.equal(status, 400);
    assert.match(JSON.parse(body).error.message, /query\.attributes: expected a JSON object/);
  });
}

async function having(attributes: Record<string, string>): Promise<string[]> {
  return traceIdsOf(await search(app.queryUrl, 'camelCase', { attributes: JSON.stringify(attributes) }));
}
