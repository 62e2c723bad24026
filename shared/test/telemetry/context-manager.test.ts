import assert from 'node:assert/strict';
import { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { test } from 'node:test';
import { createContextKey, ROOT_CONTEXT } from '@opentelemetry/api';
import { LeanContextManager } from '../../src/telemetry/refinements/lean-context-manager.ts';

const manager = new LeanContextManager();
const key = createContextKey('test');
const bound = ROOT_CONTEXT.setValue(key, 'bound');
const active = () => manager.active().getValue(key);

test('when a function is bound, then it runs in that context, with its this and its arguments', () => {
  const target = {
    factor: 3,
    times(this: { factor: number }, value: number) {
      return [active(), this.factor * value];
    },
  };
  const run = manager.bind(bound, target.times);
  assert.deepEqual(run.call(target, 7), ['bound', 21]);
  assert.equal(active(), undefined);
});

test('when a server response is bound, then its listeners run in that context', () => {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  const seen: unknown[] = [];
  manager.bind(bound, response).on('close', () => seen.push(active()));
  response.emit('close');
  assert.deepEqual(seen, ['bound']);
});

test('when a request or an answer of a client is bound, then nothing of it is replaced', () => {
  const request = new ClientRequest({ host: '127.0.0.1', port: 1, createConnection: () => new Socket() });
  const answer = new IncomingMessage(new Socket());
  for (const emitter of [request, answer]) {
    manager.bind(bound, emitter);
    assert.equal(Object.hasOwn(emitter, 'on'), false);
  }
  request.on('error', () => {}).destroy();
});
