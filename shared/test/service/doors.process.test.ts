import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sendRaw } from '../support/raw-request.ts';
import { startTracedService } from '../support/traced-service/start.ts';

const service = await startTracedService({
  OTEL_TRACES_EXPORTER: 'none',
  ALLOWED_HOSTS: 'traced.shop.svc, Shop.Example',
});
after(() => service.end());

const ports = { public: Number(new URL(service.url).port), admin: Number(new URL(service.adminUrl).port) };
const paths = { public: '/work', admin: '/metrics' };

async function statusOf(listener: 'public' | 'admin', host: string, method = 'GET'): Promise<number> {
  const head = `${method} ${paths[listener]} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
  return (await sendRaw(ports[listener], head)).status;
}

for (const listener of ['public', 'admin'] as const) {
  test(`when the ${listener} port is called by a name of the service or that it was told, then it answers`, async () => {
    for (const host of ['localhost', '10.1.2.3:9080', 'traced:8080', 'traced.shop.svc', 'shop.example']) {
      assert.equal(await statusOf(listener, host), 200, host);
    }
  });

  test(`when the ${listener} port is called by another name, then 421`, async () => {
    for (const host of ['evil.example', 'orders', 'svc']) assert.equal(await statusOf(listener, host), 421, host);
  });

  test(`when a POST to the ${listener} port is one that a page can send, then 415`, async () => {
    assert.equal(await statusOf(listener, 'localhost', 'POST'), 415);
  });
}
