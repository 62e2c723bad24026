import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Tracer } from '@opentelemetry/api';
import { finishedSpans } from '@spanshop/shared/testing';

for (const service of ['orders', 'inventory', 'payments', 'fulfillment']) {
  test(`when ${service} makes a span by hand, then its tracer has the name and version of the package`, async () => {
    const folder = new URL(`../../services/${service}/`, import.meta.url);
    const { tracer } = (await import(new URL('src/tracer.ts', folder).href)) as { tracer: Tracer };
    const span = tracer.startSpan('by hand');
    span.end();
    const manifest = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
    const made = finishedSpans().find(ended => ended.spanContext().spanId === span.spanContext().spanId);
    const { name, version } = made?.instrumentationScope ?? {};
    assert.deepEqual({ name, version }, { name: `@spanshop/${service}`, version: manifest.version });
  });
}
